import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { passInstructionsOn } from './pass-instructions-on.ts';

/** An ended region and the region that takes its place, from a day on. */
export interface Succession {
  from: string;
  to: string;
  onDay: string;
}

/** Ends a region with its posts, holders and offices; each names its successor of the same rank or work. */
export async function endRegion(tx: Db, succession: Succession): Promise<void> {
  await endPosts(tx, succession);
  await endOffices(tx, succession);
  await rehangOffices(tx, succession);
  await passInstructionsOn(tx);
  await sql`insert into outbox (task, payload, run_at) values ('follow-succession', '{}', now())`.execute(tx);
  await tx
    .updateTable('regions')
    .set({ valid_to: succession.onDay, successor_code: succession.to })
    .where('code', '=', succession.from)
    .execute();
}

async function endPosts(tx: Db, { from, to, onDay }: Succession): Promise<void> {
  await sql`
    with ended as (
      update posts p set valid_to = ${onDay}, successor_id = (
        select h.id from posts h where h.region_code = ${to} and h.valid_to is null and h.rank in (p.rank, 1)
        order by h.rank desc limit 1)
      where p.region_code = ${from} and p.valid_to is null
      returning p.id)
    update holders set to_on = greatest(${onDay}::date, from_on)
    where to_on is null and post_id in (select id from ended)`.execute(tx);
}

async function endOffices(tx: Db, { from, to, onDay }: Succession): Promise<void> {
  await sql`
    update offices o set valid_to = ${onDay}, successor_id = (
      select h.id from offices h
      where h.region_code = ${to} and h.valid_to is null
        and (h.fallback or h.code = ${to} || substr(o.code, length(${from}) + 1))
      order by h.fallback limit 1)
    where o.region_code = ${from} and o.valid_to is null`.execute(tx);
}

// What hung below an ended office goes to its successor, and so do the messages of posts, ended ones too.
async function rehangOffices(tx: Db, { from, onDay }: Succession): Promise<void> {
  await sql`
    update offices o set above_id = e.successor_id from offices e
    where o.above_id = e.id and e.region_code = ${from} and e.valid_to = ${onDay} and o.valid_to is null`.execute(
    tx,
  );
  await sql`
    update posts p set office_id = e.successor_id from offices e
    where p.office_id = e.id and e.region_code = ${from} and e.valid_to = ${onDay}`.execute(tx);
}
