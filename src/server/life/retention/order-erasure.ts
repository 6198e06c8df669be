import type { Actor } from '../../../domain/actor.ts';
import { deletingOperator } from '../../../domain/retention/deletion-order.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { openErasure } from '../../store/retention/erasure-requests.ts';

/** An operator orders what a person asked for; another confirms, like every deletion. */
export async function orderErasure(requestId: number, actor: Actor, now: Date): Promise<number> {
  const staffId = deletingOperator(actor);
  return app()
    .transaction()
    .execute(async (tx) => {
      const open = await openErasure(tx, requestId);
      if (!open) throw new Refusal('not-found');
      if (open.state !== 'asked') throw new Refusal('deletion-decided');
      const { id } = await tx
        .insertInto('deletion_orders')
        .values({
          ...{ what: 'person', rules: '{}', request_id: requestId, state: 'ordered' },
          ...{ ordered_by: staffId, ordered_at: now },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
}
