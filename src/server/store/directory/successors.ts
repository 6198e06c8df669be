import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** The post that stands today for a post: itself, or the last of its successors; null where none is in force. */
export async function standingPost(db: Db, postId: number): Promise<number | null> {
  return standing(db, { table: 'posts', id: postId });
}

/** The office that stands today for an office: itself, or the last of its successors; null where none is in force. */
export async function standingOffice(db: Db, officeId: number): Promise<number | null> {
  return standing(db, { table: 'offices', id: officeId });
}

/** The region that stands today for a code: itself, or the last of its successors; null where none is in force. */
export async function standingRegion(db: Db, code: string): Promise<string | null> {
  const { rows } = await sql<{ code: string }>`
    with recursive line(code, valid_to, successor_code) as (
      select code, valid_to, successor_code from regions where code = ${code}
      union select r.code, r.valid_to, r.successor_code from line join regions r on r.code = line.successor_code
    ) select code from line where valid_to is null`.execute(db);
  return rows[0]?.code ?? null;
}

/** A post together with all that it succeeded: their messages are shown as its own. */
export async function postWithPredecessors(db: Db, postId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive line(id) as (
      select ${postId}::bigint
      union select p.id from line join posts p on p.successor_id = line.id
    ) select id from line`.execute(db);
  return rows.map((row) => Number(row.id));
}

/** A region together with all that it succeeded. */
export async function regionWithPredecessors(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive line(code) as (
      select ${code}::text collate "C"
      union select r.code from line join regions r on r.successor_code = line.code
    ) select code from line`.execute(db);
  return rows.map((row) => row.code);
}

async function standing(db: Db, of: { table: 'posts' | 'offices'; id: number }): Promise<number | null> {
  const table = sql.table(of.table);
  const { rows } = await sql<{ id: number }>`
    with recursive line(id, valid_to, successor_id) as (
      select id, valid_to, successor_id from ${table} where id = ${of.id}
      union select n.id, n.valid_to, n.successor_id from line join ${table} n on n.id = line.successor_id
    ) select id from line where valid_to is null`.execute(db);
  return rows[0] ? Number(rows[0].id) : null;
}
