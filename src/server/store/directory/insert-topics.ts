import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** A topic (no parent) or sub-topic. */
export interface TopicRow {
  id: number;
  parent_id: number | null;
  name: string;
  name_en: string;
}

/** Writes topics; names of a number that is there already are brought up to date. */
export async function insertTopics(tx: Db, rows: readonly TopicRow[]): Promise<void> {
  await sql`
    insert into topics (id, parent_id, name, name_en)
    select id, parent_id, name, name_en
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id smallint, parent_id smallint, name text, name_en text)
    on conflict (id) do update
      set name = excluded.name, name_en = excluded.name_en, parent_id = excluded.parent_id
      where (topics.name, topics.name_en) is distinct from (excluded.name, excluded.name_en)`.execute(tx);
}
