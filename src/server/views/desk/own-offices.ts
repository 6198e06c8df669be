import type { Actor } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';
import { officesOf } from './office-queue.ts';

/** The offices at which this member of staff works, by name. */
export async function ownOffices(db: Db, actor: Actor): Promise<{ id: number; name: string }[]> {
  const ids = officesOf(actor);
  if (ids.length === 0) return [];
  return db.selectFrom('offices').select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute();
}
