import type { AppealOutcome, BanReason } from '../../../domain/bans/ban.ts';
import { isInForce } from '../../../domain/bans/ban.ts';
import { readBanWords } from '../../store/bans/ban-words.ts';
import { bansOf, type KeptBan } from '../../store/bans/bans.ts';

/** A ban as its person sees it: why, until when, what they said to it and were answered; never who decided. */
export interface OwnBan {
  code: BanReason;
  days: number;
  why: string;
  /** On account of which message. */
  message: string;
  from: Date;
  until: Date;
  liftedAt: Date | null;
  appeal: { state: AppealOutcome | 'waiting'; words: string; answer: string; at: Date } | null;
}

/** Every ban that was confirmed against this account, the latest first. */
export async function ownBans(citizenId: number): Promise<OwnBan[]> {
  const kept = (await bansOf(citizenId)).filter(({ state }) => state === 'standing' || state === 'lifted');
  const shown: OwnBan[] = [];
  for (const ban of kept) shown.push(await shownBan(ban));
  return shown;
}

/** The ban that keeps this account from sending now; undefined: none does. */
export async function standingBan(citizenId: number, now: Date): Promise<OwnBan | undefined> {
  const standing = (await bansOf(citizenId)).find((ban) => isInForce(ban, now));
  return standing && shownBan(standing);
}

async function shownBan(ban: KeptBan): Promise<OwnBan> {
  const words = await readBanWords(`citizen:${ban.citizenId}`, ban);
  const said = (what: 'why' | 'appeal' | 'answer') => words.findLast((w) => w.what === what)?.text ?? '';
  return {
    code: ban.code,
    days: ban.days,
    why: said('why'),
    message: ban.messageCode,
    from: ban.decidedAt ?? ban.proposedAt,
    until: ban.untilAt ?? ban.proposedAt,
    liftedAt: ban.liftedAt,
    appeal:
      ban.appeal && ban.appealedAt
        ? { state: ban.appeal, words: said('appeal'), answer: said('answer'), at: ban.appealedAt }
        : null,
  };
}
