import { countOffers } from '../../store/marks.ts';

/** What a writer can say of guidance that was shown to them. */
export const guidanceOutcomes = ['helped', 'went-on'] as const;
export type GuidanceOutcome = (typeof guidanceOutcomes)[number];

/** Counts that guidance was shown before somebody sent, or what they said of it; who they are is not kept. */
export async function countGuidance(
  codes: readonly string[],
  outcome: GuidanceOutcome | 'offered',
  now: Date,
): Promise<void> {
  if (codes.length > 0) await countOffers(codes, outcome, now);
}
