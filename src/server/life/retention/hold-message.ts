import type { Actor } from '../../../domain/actor.ts';
import { deletingOperator } from '../../../domain/retention/deletion-order.ts';
import { readPublicCode } from '../../../domain/public-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import type { OrderDocument } from '../../store/take-downs.ts';
import { checkDocument } from '../taking-down/carry-out-order.ts';

/** An operator keeps a message, or everything of its author, from being deleted, by a document. */
export async function holdMessage(
  to: { code: string; wholePerson: boolean; document: OrderDocument },
  actor: Actor,
  now: Date,
): Promise<void> {
  const staffId = deletingOperator(actor);
  const document = checkDocument(to.document, now);
  const code = readPublicCode(to.code) ?? '';
  const found = await app().selectFrom('messages').select('id').where('code', '=', code).executeTakeFirst();
  if (!found) throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-choice' }] });
  const { numInsertedOrUpdatedRows } = await app()
    .insertInto('legal_holds')
    .values({
      ...{ message_id: found.id, whole_person: to.wholePerson, document_number: document.number },
      ...{ document_on: document.on, document_issuer: document.issuer, placed_by: staffId, placed_at: now },
    })
    .onConflict((on) => on.column('message_id').where('lifted_at', 'is', null).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Refusal('held-already');
}

/** An operator lifts a hold; what has had its time may be ordered to go again. */
export async function liftHold(id: number, actor: Actor, now: Date): Promise<void> {
  const staffId = deletingOperator(actor);
  const { numUpdatedRows } = await app()
    .updateTable('legal_holds')
    .set({ lifted_by: staffId, lifted_at: now })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal('not-found');
}
