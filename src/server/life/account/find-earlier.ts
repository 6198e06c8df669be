import { createHash, timingSafeEqual } from 'node:crypto';
import { comparableName, phoneChangeEffectiveAt } from '../../../domain/account.ts';
import type { Actor } from '../../../domain/actor.ts';
import { readPublicCode } from '../../../domain/public-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { authorByCode, hadNumberOf } from '../../store/citizens/accounts.ts';
import { joinAccounts } from '../../store/citizens/join.ts';
import { insertPhoneChange } from '../../store/citizens/phone-changes.ts';
import { newSecret } from '../../store/envelope.ts';
import { forgiveTries, takeTry } from '../../store/entry/tries.ts';
import { leaveJobs } from '../../store/leave-jobs.ts';
import { readWords } from '../../store/people.ts';
import { inTransaction } from '../../store/tx.ts';
import { ownAccount } from './own-account.ts';
import { newStopCode } from './stop-code.ts';

/** What giving the number of an earlier message came to. */
export type FoundEarlier =
  | { outcome: 'own'; code: string }
  | { outcome: 'joined'; code: string }
  | { outcome: 'waiting'; effectiveAt: Date };

/**
 * A citizen says that they wrote before. At the same number the code of a message is proof enough; from another number it
 * takes the real name too, and a week in which the old number can say no. Whoever is wrong learns nothing.
 */
export async function findEarlier(
  typed: { code: string; name: string },
  actor: Actor,
  now: Date,
): Promise<FoundEarlier> {
  const citizenId = ownAccount(actor);
  const code = readPublicCode(typed.code);
  if (code === undefined) throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-number' }] });
  const author = await authorByCode(code);
  if (author?.citizenId === citizenId) return { outcome: 'own', code };
  const tries = [`earlier:${citizenId}`, `earlier-code:${code}`];
  for (const what of tries) {
    const closedUntil = await takeTry(what, now);
    if (closedUntil) throw new Refusal('too-many');
  }
  const sameNumber = author !== undefined && (await hadNumberOf(author.citizenId, citizenId));
  // The comparison is made whatever was found, so that time tells nothing either.
  const sameName = await isNamed(author?.messageId ?? 0, typed.name);
  if (!author || !(sameNumber || sameName)) throw new Refusal('earlier-unknown');
  for (const what of tries) await forgiveTries(what);
  if (sameNumber) {
    await inTransaction(null, (tx) => joinAccounts(tx, { from: author.citizenId, into: citizenId }, now));
    return { outcome: 'joined', code };
  }
  return askForPhoneChange({ citizenId: author.citizenId, askerId: citizenId }, now);
}

async function isNamed(messageId: number, typed: string): Promise<boolean> {
  const [words] = (await readWords('machine:compare-name', [messageId], ['sender'])).slice(-1);
  const known = words?.content['name'] ?? '';
  const same = timingSafeEqual(digest(known), digest(typed));
  return same && known !== '' && typed.trim() !== '';
}

function digest(name: string): Buffer {
  return createHash('sha256').update(comparableName(name)).digest();
}

async function askForPhoneChange(
  of: { citizenId: number; askerId: number },
  now: Date,
): Promise<FoundEarlier> {
  const effectiveAt = phoneChangeEffectiveAt(now);
  const id = newSecret().slice(0, 26);
  const stop = newStopCode(id);
  await inTransaction(null, async (tx) => {
    if (!(await insertPhoneChange(tx, { ...of, ...stop, id, askedAt: now, effectiveAt })))
      throw new Refusal('change-waits');
    const payload = { change: id, part: 'told', sealed: stop.sealed };
    leaveJobs(tx, [{ task: 'phone-change', payload, runAt: now }]);
  });
  return { outcome: 'waiting', effectiveAt };
}
