import type { Actor } from '../../../domain/actor.ts';
import { checkDeletion, deletingOperator } from '../../../domain/retention/deletion-order.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { leaveDeletion, lockDeletion } from '../../store/retention/deletion-orders.ts';

/** A second operator confirms an order, and the worker carries it out; or it is refused, by anybody of them, and nothing goes. */
export async function decideDeletion(id: number, agree: boolean, actor: Actor, now: Date): Promise<void> {
  const operator = deletingOperator(actor);
  await app()
    .transaction()
    .execute(async (tx) => {
      const order = await lockDeletion(tx, id);
      if (!order) throw new Refusal('not-found');
      checkDeletion(order, { operator, agree, now });
      await tx
        .updateTable('deletion_orders')
        .set({ state: agree ? 'confirmed' : 'refused', decided_by: operator, decided_at: now })
        .where('id', '=', id)
        .execute();
      if (agree) await leaveDeletion(tx, id, now);
    });
}
