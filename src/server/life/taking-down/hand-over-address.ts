import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { readPublicCode } from '../../../domain/public-code.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { keyOf, withMessage } from '../../store/lock-message.ts';
import { readSenderAddress, recordReveal } from '../../store/people.ts';

/** Hands out the whole address from which a message was sent, on a legal order; the look is written down with its document before it is given. */
export async function handOverAddress(
  order: { code: string; document: string },
  actor: Actor,
  now: Date,
): Promise<{ address: string }> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('see a sender’s address', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const code = readPublicCode(order.code);
  const document = tidy(order.document);
  const faults: FieldFault[] = code ? [] : [{ field: 'code', code: 'wrong-choice' }];
  const fault = faultOf('document', document, 200, { required: true });
  if (fault) faults.push(fault);
  if (!code || faults.length > 0) throw new Refusal('invalid', { faults });
  const { staffId } = actor;
  const { id, key } = await withMessage(code, async (_tx, locked) => ({
    id: locked.matter.id,
    key: keyOf(locked),
  }));
  if (!key) throw new Refusal('address-gone');
  const reader = `staff:${staffId}`;
  await recordReveal(reader, { messageId: id, key, staffId, what: 'address', reason: document, at: now });
  const address = await readSenderAddress(reader, id, 'address');
  if (!address) throw new Refusal('address-gone');
  return { address };
}
