import type { Handling, Publication } from './status.ts';
import { showsMarks } from './visibility.ts';

/** What the public numbers count. A message moves between them by its lives alone, so that counts can be recounted. */
export const measures = [
  'received',
  'public',
  'public-waiting',
  'public-in-progress',
  'public-answered',
  'public-ended',
  'replied',
  'adopted',
  'private',
] as const;
export type Measure = (typeof measures)[number];

/** The facts that measures depend on. */
export interface Counted {
  publication: Publication;
  handling: Handling;
  answeredAt: Date | null;
  /** The suggestion became a measure: its mark is in force. */
  adopted: boolean;
}

/** The measures in which one message counts now. Public numbers count public messages; private ones only as one total. */
export function measuresOf(m: Counted): readonly Measure[] {
  if (m.publication === 'private') return ['private'];
  if (m.publication !== 'public') return [];
  const answered = m.answeredAt !== null;
  const standing: Measure =
    m.handling === 'waiting'
      ? 'public-waiting'
      : m.handling === 'in-progress'
        ? 'public-in-progress'
        : answered
          ? 'public-answered'
          : 'public-ended';
  if (!answered) return ['public', standing];
  return showsAdopted(m) ? ['public', standing, 'replied', 'adopted'] : ['public', standing, 'replied'];
}

function showsAdopted(m: Counted): boolean {
  return m.adopted && showsMarks(m);
}

/** How each measure moves when a message changes from one state to another. */
export function measuresMoved(before: Counted, after: Counted): Partial<Record<Measure, number>> {
  const moved: Partial<Record<Measure, number>> = {};
  for (const m of measuresOf(before)) moved[m] = (moved[m] ?? 0) - 1;
  for (const m of measuresOf(after)) moved[m] = (moved[m] ?? 0) + 1;
  return Object.fromEntries(Object.entries(moved).filter(([, n]) => n !== 0));
}
