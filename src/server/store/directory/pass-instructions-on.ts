import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** Open instructions of ended posts, and those addressed to ended posts and offices, pass to their successors; each clock to whoever owes the next word now. */
export async function passInstructionsOn(tx: Db): Promise<void> {
  await sql`
    update instructions i set post_id = p.successor_id from posts p
    where p.id = i.post_id and p.valid_to is not null and p.successor_id is not null
      and exists (select from addressees a where a.instruction_id = i.id and a.ended_at is null)`.execute(tx);
  await sql`
    update addressees a set post_id = p.successor_id from posts p
    where p.id = a.post_id and a.ended_at is null and p.valid_to is not null and p.successor_id is not null`.execute(
    tx,
  );
  await sql`
    update addressees a set office_id = o.successor_id from offices o
    where o.id = a.office_id and a.ended_at is null and o.valid_to is not null and o.successor_id is not null`.execute(
    tx,
  );
  await sql`
    update clocks c set owner_id = w.owner_id from (
      select a.clock_id, case when a.state = 'reported' then f.office_id else coalesce(a.office_id, t.office_id) end as owner_id
      from addressees a join instructions i on i.id = a.instruction_id join posts f on f.id = i.post_id left join posts t on t.id = a.post_id
      where a.ended_at is null) w
    where c.id = w.clock_id and c.owner_id is distinct from w.owner_id`.execute(tx);
}
