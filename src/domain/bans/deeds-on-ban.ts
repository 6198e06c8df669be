import { isRefusal } from '../refusal.ts';
import type { Ban } from './ban.ts';
import { checkAppealDecision, checkLift, checkLiftProposal, checkVerdict } from './check-ban.ts';

/** What a reviewer may do with a ban. */
export interface BanDeeds {
  confirm: boolean;
  refuse: boolean;
  proposeLift: boolean;
  lift: boolean;
  refuseLift: boolean;
  decideAppeal: boolean;
}

/** What this reviewer may do with a ban at this moment: what the rules of the steps don't refuse. */
export function deedsOnBan(ban: Ban, staffId: number, now: Date): BanDeeds {
  return {
    confirm: passes(() => checkVerdict(ban, { staffId, agree: true })),
    refuse: passes(() => checkVerdict(ban, { staffId, agree: false })),
    proposeLift: passes(() => checkLiftProposal(ban, now)),
    lift: passes(() => checkLift(ban, { staffId, agree: true, now })),
    refuseLift: passes(() => checkLift(ban, { staffId, agree: false, now })),
    decideAppeal: passes(() => checkAppealDecision(ban, { outcome: 'upheld', days: null }, { staffId, now })),
  };
}

function passes(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}
