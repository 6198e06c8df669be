import type { Actor } from '../../../domain/actor.ts';
import { isRecipient, isSealed } from '../../../domain/clues/sealed.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { holdsKey, isClueKey, isExaminer, keepKeyCopy, makeClueKey } from '../../store/clues/clue-keys.ts';
import { inTransaction } from '../../store/tx.ts';
import { requireExaminer } from './examiner.ts';

/** An examiner's browser made a key of the group: its public half is for new clues, the private one comes wrapped for its maker. */
export async function publishKey(
  given: { recipient: string; wrapped: Buffer },
  actor: Actor,
  now: Date,
): Promise<{ keyId: number }> {
  const { staffId } = requireExaminer(actor);
  requireWrapped(given.wrapped);
  if (!isRecipient(given.recipient)) throw new Refusal('not-sealed');
  return inTransaction(null, async (tx) => {
    const keyId = await makeClueKey(tx, { recipient: given.recipient, staffId }, now);
    if (keyId === undefined) throw new Refusal('edited-meanwhile');
    keepKeyCopy(tx, { keyId, staffId, wrapped: given.wrapped, givenBy: staffId }, now);
    return { keyId };
  });
}

/** Keeps a wrapped copy: one's own (a new passphrase, or recovered from shares), or for another examiner by one who holds the key. */
export async function keepCopy(
  given: { keyId: number; staffId: number; wrapped: Buffer },
  actor: Actor,
  now: Date,
): Promise<void> {
  const { staffId: givenBy } = requireExaminer(actor);
  requireWrapped(given.wrapped);
  await inTransaction(null, async (tx) => {
    if (!(await isClueKey(tx, given.keyId))) throw new Refusal('not-found');
    if (given.staffId !== givenBy) {
      if (!(await holdsKey(tx, given.keyId, givenBy))) throw new Refusal('not-allowed');
      if (!(await isExaminer(tx, given.staffId, now)))
        throw new Refusal('invalid', { faults: [{ field: 'staff', code: 'wrong-choice' }] });
      // Nobody replaces what another holds: a worthless copy would lock them out.
      if (await holdsKey(tx, given.keyId, given.staffId)) throw new Refusal('edited-meanwhile');
    }
    keepKeyCopy(tx, { ...given, givenBy }, now);
  });
}

function requireWrapped(wrapped: Buffer): void {
  if (!isSealed(wrapped) || wrapped.length > 8000) throw new Refusal('not-sealed');
}
