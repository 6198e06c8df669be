import type { Actor } from '../../../domain/actor.ts';
import { asReviewer, asReviewerAtLarge } from '../../../domain/bans/as-reviewer.ts';
import { checkLift, checkLiftProposal } from '../../../domain/bans/check-ban.ts';
import { keepBanWords, keyOfBan } from '../../store/bans/ban-words.ts';
import { keepLift, keepLiftProposal, noteBan } from '../../store/bans/bans.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { checkWords } from '../handling/orders/own-order.ts';
import { aboutBan, withBan } from './about-ban.ts';

/** A reviewer proposes to lift a ban before its time, with the reason for a second one. */
export async function proposeLift(id: number, words: string, actor: Actor, now: Date): Promise<void> {
  asReviewerAtLarge(actor);
  const text = checkWords(words);
  await withBan(id, async (tx, ban, locked) => {
    const staffId = asReviewer(actor, locked.matter);
    checkLiftProposal(ban, now);
    const key = keyOfBan(ban);
    if (key) keepBanWords(tx, { id, key }, { what: 'lift', text }, now);
    keepLiftProposal(tx, id, staffId, now);
    noteBan(tx, id, { act: 'propose-lift', staffId }, now);
    leaveJobs(tx, [aboutBan(locked, { id, what: 'ban-lift-proposed' }, now)]);
  });
}

/** A second reviewer lifts it, or says no; whoever proposed it may only take that back. */
export async function decideLift(id: number, agree: boolean, actor: Actor, now: Date): Promise<void> {
  asReviewerAtLarge(actor);
  await withBan(id, async (tx, ban, locked) => {
    const staffId = asReviewer(actor, locked.matter);
    checkLift(ban, { staffId, agree, now });
    if (agree) keepLift(tx, id, staffId, now);
    else keepLiftProposal(tx, id, null, now);
    noteBan(tx, id, { act: agree ? 'lift' : 'refuse-lift', staffId }, now);
    if (agree) leaveJobs(tx, [aboutBan(locked, { id, what: 'ban-lifted' }, now)]);
  });
}
