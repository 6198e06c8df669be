import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsTo } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { sightOf } from '../../../domain/visibility.ts';
import { keyOf, type Locked, withMessage } from '../../store/lock-message.ts';
import { phoneOf, readWords, recordReveal } from '../../store/people.ts';

/** What of the writer can be shown, one at a time. */
export const revealable = ['phone', 'name'] as const;
export type Revealable = (typeof revealable)[number];

/** Hands out one private value of the writer, for a reason; the look is written down before the value is given. */
export async function reveal(
  code: string,
  look: { what: Revealable; reason: string },
  actor: Actor,
  now: Date,
): Promise<{ what: Revealable; value: string }> {
  const reason = tidy(look.reason);
  const fault = faultOf('reason', reason, 200, { required: true });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  if (!revealable.includes(look.what))
    throw new Refusal('invalid', { faults: [{ field: 'what', code: 'wrong-choice' }] });
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const { staffId } = actor;
  const { id, authorId, key } = await withMessage(code, async (_tx, locked) => {
    refuseStranger(locked, actor);
    if (locked.row.key_id === null && locked.matter.authorId !== null) throw new Refusal('erased');
    return { ...locked.matter, key: keyOf(locked) };
  });
  if (!key) throw new Refusal('not-found');
  // Outside the lock: the record of the look points at the very row that it holds.
  const reader = `staff:${staffId}`;
  await recordReveal(reader, { messageId: id, key, staffId, what: look.what, reason, at: now });
  if (authorId === null) throw new Refusal('not-found');
  const value = await valueOf(reader, { id, authorId }, look.what);
  if (!value) throw new Refusal('writer-gone');
  return { what: look.what, value };
}

function refuseStranger({ matter }: Locked, actor: Actor): void {
  if (allows('reveal private data', relationsTo(actor, matter))) return;
  const sight = sightOf(actor, matter);
  throw new Refusal(sight.original || sight.relations.has('reviewer') ? 'not-allowed' : 'not-found');
}

async function valueOf(
  reader: string,
  of: { id: number; authorId: number },
  what: Revealable,
): Promise<string | undefined> {
  if (what === 'phone') return phoneOf(reader, of.authorId);
  return (await readWords(reader, [of.id], ['sender'])).at(-1)?.content['name'];
}
