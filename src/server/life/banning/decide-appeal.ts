import type { Actor } from '../../../domain/actor.ts';
import { asReviewer, asReviewerAtLarge } from '../../../domain/bans/as-reviewer.ts';
import { type AppealOutcome, appealOutcomes } from '../../../domain/bans/ban.ts';
import { checkAppealDecision } from '../../../domain/bans/check-ban.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { keepBanWords, keyOfBan } from '../../store/bans/ban-words.ts';
import { keepAppealDecision, noteBan } from '../../store/bans/bans.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { checkWords } from '../handling/orders/own-order.ts';
import { aboutBan, withBan } from './about-ban.ts';

const acts = { upheld: 'uphold', shortened: 'shorten', lifted: 'lift-by-appeal' } as const satisfies Record<
  AppealOutcome,
  string
>;

/** A third reviewer, who neither proposed nor confirmed the ban, decides on the appeal and answers its person. `days` of a shortened one count from today. */
export async function decideAppeal(
  id: number,
  given: { outcome: string; days: number | null; words: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  asReviewerAtLarge(actor);
  const outcome = appealOutcomes.find((each) => each === given.outcome);
  if (!outcome) throw new Refusal('invalid', { faults: [{ field: 'outcome', code: 'wrong-choice' }] });
  const text = checkWords(given.words);
  await withBan(id, async (tx, ban, locked) => {
    const staffId = asReviewer(actor, locked.matter);
    const until = checkAppealDecision(ban, { outcome, days: given.days }, { staffId, now });
    const key = keyOfBan(ban);
    if (key) keepBanWords(tx, { id, key }, { what: 'answer', text }, now);
    keepAppealDecision(tx, id, { outcome, staffId, until }, now);
    noteBan(tx, id, { act: acts[outcome], staffId, changes: { until } }, now);
    leaveJobs(tx, [aboutBan(locked, { id, what: `ban-${outcome}` }, now)]);
  });
}
