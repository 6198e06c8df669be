import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { seatsOf } from '../../../domain/supervising.ts';
import type { Db } from '../../store/db.ts';

/** A filter by its name: one's own, or shared in one's office by somebody. */
export interface SavedFilter {
  id: number;
  name: string;
  query: string;
  own: boolean;
  /** Who shares it; null: it is one's own alone. */
  sharedBy: string | null;
}

/** The filters that this person may use, their own first. */
export async function savedFilters(db: Db, actor: Actor): Promise<SavedFilter[]> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const { rows } = await sql<SavedFilter>`
    select f.id, f.name, f.query, f.staff_id = ${actor.staffId} as own, case when f.office_id is not null then s.name end as "sharedBy"
    from saved_filters f join staff s on s.id = f.staff_id
    where f.dropped_at is null and (f.staff_id = ${actor.staffId} or f.office_id = any (${seatsOf(actor)}))
    order by own desc, f.name collate "C" limit 50`.execute(db);
  return rows;
}
