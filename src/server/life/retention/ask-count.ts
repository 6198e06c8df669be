import type { Actor } from '../../../domain/actor.ts';
import { deletingOperator } from '../../../domain/retention/deletion-order.ts';
import { app } from '../../store/db.ts';

/** An operator asks the worker to count anew what would go; deletes nothing. */
export async function askCount(actor: Actor, now: Date): Promise<void> {
  deletingOperator(actor);
  await app()
    .insertInto('outbox')
    .values({ task: 'count-retention', payload: '{}', run_at: now, job_key: 'count-retention' })
    .execute();
}
