import { addDays, dayOf, endOf } from '../calendar.ts';

/** Why an account is kept from sending. */
export const banReasons = [
  'flooding',
  'threats',
  'insults',
  'advertising',
  'false-identity',
  'false-claims',
  'data-of-others',
] as const;
export type BanReason = (typeof banReasons)[number];

/** For how many days; none is for ever. */
export const banTerms = [7, 30, 90, 365] as const;
export type BanTerm = (typeof banTerms)[number];

export type BanState = 'proposed' | 'refused' | 'standing' | 'lifted';

/** How an appeal can end. */
export const appealOutcomes = ['upheld', 'shortened', 'lifted'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** A ban as the rules see it: who said what, and until when it stands; no person's name and no words. */
export interface Ban {
  id: number;
  citizenId: number;
  state: BanState;
  days: number;
  proposedBy: number;
  decidedBy: number | null;
  untilAt: Date | null;
  liftProposedBy: number | null;
  appeal: AppealOutcome | 'waiting' | null;
}

/** When a ban of so many days that begins now is over: at the end of the last day. */
export function banEnds(days: number, now: Date): Date {
  return endOf(addDays(dayOf(now), days));
}

/** Does it keep its account from sending at this moment? It is over by itself. */
export function isInForce(ban: Pick<Ban, 'state' | 'untilAt'>, now: Date): boolean {
  return ban.state === 'standing' && ban.untilAt !== null && ban.untilAt > now;
}

/** What a ban waits for; null: nothing. */
export type BanWaits = 'confirmation' | 'lift' | 'appeal' | null;

/** What it waits for at this moment. */
export function waitsFor(ban: Ban, now: Date): BanWaits {
  if (ban.state === 'proposed') return 'confirmation';
  if (!isInForce(ban, now)) return null;
  if (ban.appeal === 'waiting') return 'appeal';
  return ban.liftProposedBy === null ? null : 'lift';
}
