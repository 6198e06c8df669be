import type { Actor } from '../../../domain/actor.ts';
import { deletingOperator } from '../../../domain/retention/deletion-order.ts';
import { readPublicCode } from '../../../domain/public-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { clueByRef } from '../../store/clues/clue-rows.ts';
import { app } from '../../store/db.ts';
import type { OrderDocument } from '../../store/take-downs.ts';
import { checkDocument } from '../taking-down/carry-out-order.ts';

/** An operator keeps a message, or everything of its author, or a clue from being deleted, by a document. */
export async function holdMessage(
  to: { code: string; wholePerson: boolean; document: OrderDocument },
  actor: Actor,
  now: Date,
): Promise<void> {
  const staffId = deletingOperator(actor);
  const document = checkDocument(to.document, now);
  const found = await heldBy(to.code);
  // A clue has no person that anybody knows.
  if (!found || (found.clue_id !== null && to.wholePerson))
    throw new Refusal('invalid', { faults: [{ field: 'code', code: 'wrong-choice' }] });
  const { numInsertedOrUpdatedRows } = await app()
    .insertInto('legal_holds')
    .values({
      ...found,
      ...{ whole_person: to.wholePerson, document_number: document.number },
      ...{ document_on: document.on, document_issuer: document.issuer, placed_by: staffId, placed_at: now },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Refusal('held-already');
}

/** The message of this code, or the clue of this name. */
async function heldBy(
  typed: string,
): Promise<{ message_id: number | null; clue_id: number | null } | undefined> {
  const code = readPublicCode(typed);
  if (code === undefined) {
    const clueId = await clueByRef(typed.normalize('NFKC').trim().toUpperCase());
    return clueId === undefined ? undefined : { message_id: null, clue_id: clueId };
  }
  const found = await app().selectFrom('messages').select('id').where('code', '=', code).executeTakeFirst();
  return found && { message_id: found.id, clue_id: null };
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
