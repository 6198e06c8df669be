import type { Alike, Earlier } from '../../../domain/floods/flood.ts';
import { bandsOf, type Sketch } from '../../../domain/floods/sketch.ts';
import { named } from '../compose.ts';
import type { Tx } from '../tx.ts';

const mostCandidates = 400;

// One at a time, so that two workers don't begin two groups of the same texts.
const lock = named(`select pg_advisory_xact_lock(hashtextextended('floods', 14))`);
const take = named(`delete from flood_queue q using (
    select message_id from flood_queue order by message_id limit $1 for update skip locked) t
  where q.message_id = t.message_id returning q.message_id as id`);
// The time is compared so that no index of times is read beside the one of bands: nearly all of it is within the hours.
const candidates =
  named(`select p.message_id as "messageId", p.sketch as numbers, k.group_id as "groupId" from flood_prints p
  left join flood_members k on k.message_id = p.message_id
  where p.bands && $1::bigint[] and p.at - $2::timestamptz > interval '0' and p.message_id <> $3 order by p.at desc limit ${mostCandidates}`);
const print =
  named(`insert into flood_prints (message_id, bands, sketch, at) values ($1, $2::bigint[], $3, $4)
  on conflict (message_id) do update set bands = excluded.bands, sketch = excluded.sketch, at = excluded.at`);
const begin = named('insert into flood_groups (begun_at, messages, accounts) values ($1, 0, 0) returning id');
const join =
  named(`insert into flood_members (message_id, group_id, at) select u.id, $2, $3 from unnest($1::bigint[]) as u(id)
  on conflict (message_id) do update set group_id = excluded.group_id`);
const gather = named(
  'update flood_members set group_id = $2 where group_id = any ($1::bigint[]) and group_id <> $2',
);
const count = named(`with counted as (
    select count(*)::integer as messages, count(distinct m.author_id)::integer as accounts
    from flood_members k join messages m on m.id = k.message_id where k.group_id = $1
  ), was as (select flooded_at from flood_groups where id = $1),
  kept as (update flood_groups g set messages = c.messages, accounts = c.accounts,
      flooded_at = coalesce(g.flooded_at, case when c.accounts >= $2 then $3::timestamptz end)
    from counted c where g.id = $1 returning g.flooded_at)
  select (kept.flooded_at is not null and was.flooded_at is null) as "isNew",
    (select o.id from offices o where o.code = 'review-desk') as "deskId" from kept, was`);
/** Takes messages that were not looked at yet, for this transaction alone; nobody else compares meanwhile. */
export async function takeUnlooked(tx: Tx, most: number): Promise<number[]> {
  await tx.rows(lock, []);
  return (await tx.rows<{ id: number }>(take, [most])).map(({ id }) => id).sort((a, b) => a - b);
}

/** Texts since then that have a band in common with this one, the newest first. */
export async function textsLike(
  tx: Tx,
  of: { messageId: number; sketch: Sketch },
  since: Date,
): Promise<Earlier[]> {
  const rows = await tx.rows<{ messageId: number; numbers: Buffer; groupId: number | null }>(candidates, [
    bandsOf(of.sketch),
    since,
    of.messageId,
  ]);
  return rows.map(({ messageId, numbers, groupId }) => ({ messageId, groupId, sketch: numbersIn(numbers) }));
}

/** Keeps what stands for a text. */
export function keepPrint(tx: Tx, of: { messageId: number; sketch: Sketch }, now: Date): void {
  tx.write(print, [of.messageId, bandsOf(of.sketch), bytesOf(of.sketch), now]);
}

/** Puts a text into one group with those that are like it; where they come from enough accounts for the first time, gives the group and the desk that hears of it. */
export async function joinGroup(
  tx: Tx,
  of: { messageId: number; alike: Alike; accounts: number },
  now: Date,
): Promise<{ groupId: number; deskId: number } | undefined> {
  const { groupIds, messageIds } = of.alike;
  const id = groupIds[0] ?? (await tx.rows<{ id: number }>(begin, [now]))[0]?.id;
  if (id === undefined) throw new Error('A group that was written has an id.');
  if (groupIds.length > 1) tx.write(gather, [groupIds, id]);
  tx.write(join, [[...messageIds, of.messageId], id, now]);
  const [counted] = await tx.rows<{ isNew: boolean; deskId: number }>(count, [id, of.accounts, now]);
  return counted?.isNew ? { groupId: id, deskId: counted.deskId } : undefined;
}

function bytesOf(sketch: Sketch): Buffer {
  const bytes = Buffer.alloc(sketch.length * 2);
  for (const [at, each] of sketch.entries()) bytes.writeUInt16LE(each, at * 2);
  return bytes;
}

function numbersIn(bytes: Buffer): Sketch {
  return Uint16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16LE(at * 2));
}
