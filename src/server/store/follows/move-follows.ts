import { named } from '../compose.ts';
import { alone } from '../tx.ts';

// Along its successors to the one in force today, and of what lies below counties to the county that holds it: no message names less.
// Who follows both keeps one; the old one goes with the notice, so that whoever was killed between tells it once.
const move = named(`with recursive ended as materialized (
    select r.code::bigint as ref, 'region' as what from regions r where r.valid_to is not null and r.successor_code is not null
    union all select p.id, 'leader' from posts p where p.valid_to is not null and p.successor_id is not null),
  gone as (select f.id, f.citizen_id, f.what, f.ref, f.made_at from ended e join follows f on f.what = e.what and f.ref = e.ref
    where f.id > $1 order by f.id limit $2),
  places (ref, code, valid_to, next_code, level, depth) as (
    select distinct g.ref, r.code, r.valid_to, r.successor_code, r.level, 0 from gone g join regions r on r.code = g.ref::text where g.what = 'region'
    union all select l.ref, r.code, r.valid_to, case when r.valid_to is null then r.parent_code else r.successor_code end, r.level, l.depth + 1
      from places l join regions r on r.code = l.next_code where (l.valid_to is not null or l.level > 3) and l.depth < 16),
  posted (ref, id, valid_to, next_id, depth) as (
    select distinct g.ref, p.id, p.valid_to, p.successor_id, 0 from gone g join posts p on p.id = g.ref where g.what = 'leader'
    union all select l.ref, p.id, p.valid_to, p.successor_id, l.depth + 1
      from posted l join posts p on p.id = l.next_id where l.valid_to is not null and l.depth < 16),
  heirs as (select 'region' as what, ref, code::bigint as heir from places where valid_to is null and level <= 3
    union all select 'leader', ref, id from posted where valid_to is null),
  moving as (select g.*, h.heir from gone g join heirs h on h.what = g.what and h.ref = g.ref),
  left_off as (delete from follows f using moving v where f.id = v.id returning 1),
  followed as (insert into follows (citizen_id, what, ref, made_at)
    select distinct on (citizen_id, what, heir) citizen_id, what, heir, made_at from moving order by citizen_id, what, heir, made_at
    on conflict do nothing returning 1),
  told as (insert into notices (citizen_id, what, cause, at, follow_what, follow_ref)
    select citizen_id, 'follow-moved', 'moved:f' || id, $3, what, heir from moving on conflict (cause) do nothing returning 1)
  select (select max(id) from gone) as last, (select count(*) from moving)::integer as moved,
    (select count(*) from left_off) as left_off, (select count(*) from followed) as followed, (select count(*) from told) as told`);

/** Moves the next follows of places and posts that were succeeded to who stands there today, and tells each follower once; `last`: how far it came, null: there is no more. */
export async function moveNextFollows(
  after: number,
  of: { most: number; now: Date },
): Promise<{ last: number | null; moved: number }> {
  const [row] = await alone.rows<{ last: string | number | null; moved: number }>(move, [
    after,
    of.most,
    of.now,
  ]);
  return { last: row?.last == null ? null : Number(row.last), moved: row?.moved ?? 0 };
}
