import { Refusal } from '../refusal.ts';
import { type AppealOutcome, type Ban, banEnds, isInForce } from './ban.ts';

/** Refuses a word on a proposal that is decided, or by whoever proposed it; they may take it back. */
export function checkVerdict(ban: Ban, of: { staffId: number; agree: boolean }): void {
  if (ban.state !== 'proposed') throw new Refusal('ban-over');
  if (of.agree && of.staffId === ban.proposedBy) throw new Refusal('second-reviewer-confirms');
}

/** Refuses to propose lifting what does not stand, or is proposed already. */
export function checkLiftProposal(ban: Ban, now: Date): void {
  if (!isInForce(ban, now)) throw new Refusal('ban-over');
  if (ban.liftProposedBy !== null) throw new Refusal('lift-proposed');
}

/** Refuses a word on lifting by whoever proposed it; they may take it back. */
export function checkLift(ban: Ban, of: { staffId: number; agree: boolean; now: Date }): void {
  if (!isInForce(ban, of.now) || ban.liftProposedBy === null) throw new Refusal('ban-over');
  if (of.agree && of.staffId === ban.liftProposedBy) throw new Refusal('second-reviewer-confirms');
}

/** Refuses a second appeal, and one against what does not stand. */
export function checkAppeal(ban: Ban, now: Date): void {
  if (!isInForce(ban, now)) throw new Refusal('ban-over');
  if (ban.appeal !== null) throw new Refusal('appealed-already');
}

/** Refuses a decision by whoever proposed or confirmed the ban; gives until when it stands then. */
export function checkAppealDecision(
  ban: Ban,
  to: { outcome: AppealOutcome; days: number | null },
  by: { staffId: number; now: Date },
): Date {
  if (ban.appeal !== 'waiting' || !isInForce(ban, by.now) || ban.untilAt === null)
    throw new Refusal('ban-over');
  if (by.staffId === ban.proposedBy || by.staffId === ban.decidedBy)
    throw new Refusal('third-reviewer-decides');
  if (to.outcome !== 'shortened') return ban.untilAt;
  const until = to.days !== null && to.days > 0 ? banEnds(to.days, by.now) : null;
  if (until === null || until >= ban.untilAt)
    throw new Refusal('invalid', { faults: [{ field: 'days', code: 'shorter-only' }] });
  return until;
}
