import { named } from './compose.ts';
import { alone } from './tx.ts';

/** A filter that somebody keeps. */
export interface KeptFilter {
  staffId: number;
  officeId: number | null;
  name: string;
  query: string;
  at: Date;
}

const keep =
  named(`insert into saved_filters (staff_id, office_id, name, query, at) values ($1, $2, $3, $4, $5)
  on conflict (staff_id, name) where dropped_at is null do update set office_id = excluded.office_id, query = excluded.query, at = excluded.at`);

/** Writes a filter, over the one of the same name. */
export async function keepFilterRow(f: KeptFilter): Promise<void> {
  await alone.rows(keep, [f.staffId, f.officeId, f.name, f.query, f.at]);
}

const drop = named(
  'update saved_filters set dropped_at = $3 where id = $1 and staff_id = $2 and dropped_at is null returning id',
);

/** Drops a filter of this person; false when there is none. */
export async function dropFilterRow(id: number, staffId: number, at: Date): Promise<boolean> {
  return (await alone.rows(drop, [id, staffId, at])).length > 0;
}
