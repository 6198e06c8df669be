import { sql } from 'kysely';
import type { Kind } from '../../../domain/message.ts';
import type { Db } from '../db.ts';

/** A post as it is written; `office` is the code of the office that handles its messages. */
export interface PostRow {
  region_code: string | null;
  ministry: string | null;
  title: string;
  name: string;
  rank: number;
  office: string;
  receives: boolean;
  kinds: readonly Kind[];
  topic_ids: readonly number[];
  valid_from: string;
}

/** Writes posts in one statement, in their order; a region's or ministry's rank that is taken stays as it is. Returns how many are new. */
export async function insertPosts(tx: Db, rows: readonly PostRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const numbered = rows.map((row, place) => ({ ...row, place }));
  const { numAffectedRows } = await sql`
    insert into posts (region_code, ministry, title, name, rank, office_id, receives, kinds, topic_ids, valid_from)
    select r.region_code, r.ministry, r.title, r.name, r.rank, o.id, r.receives, r.kinds, r.topic_ids, r.valid_from
    from jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) as r(region_code text, ministry text, title text,
      name text, rank smallint, office text, receives boolean, kinds text[], topic_ids smallint[],
      valid_from date, place integer)
    join offices o on o.code = r.office
    order by r.place
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
