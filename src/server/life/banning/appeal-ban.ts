import type { Actor } from '../../../domain/actor.ts';
import { isInForce } from '../../../domain/bans/ban.ts';
import { checkAppeal } from '../../../domain/bans/check-ban.ts';
import { relationsToBan } from '../../../domain/bans/relations-to-ban.ts';
import { allows } from '../../../domain/policy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { keepBanWords, keyOfBan } from '../../store/bans/ban-words.ts';
import { bansOf, keepAppeal, noteBan } from '../../store/bans/bans.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { ownAccount } from '../account/own-account.ts';
import { checkWords } from '../handling/orders/own-order.ts';
import { aboutBan, withBan } from './about-ban.ts';

const longest = 1000;

/** The banned person appeals, once for each ban, in words that a third reviewer reads. */
export async function appealBan(words: string, actor: Actor, now: Date): Promise<void> {
  const citizenId = ownAccount(actor);
  const standing = (await bansOf(citizenId)).find((ban) => isInForce(ban, now));
  if (!standing) throw new Refusal('not-found');
  const text = checkWords(words, longest);
  await withBan(standing.id, async (tx, ban, locked) => {
    if (!allows('appeal against a ban', relationsToBan(actor, ban, locked.matter)))
      throw new Refusal('not-found');
    checkAppeal(ban, now);
    const key = keyOfBan(ban);
    if (key) keepBanWords(tx, { id: ban.id, key }, { what: 'appeal', text }, now);
    keepAppeal(tx, ban.id, now);
    noteBan(tx, ban.id, { act: 'appeal', staffId: null }, now);
    leaveJobs(tx, [aboutBan(locked, { id: ban.id, what: 'ban-appealed' }, now)]);
  });
}
