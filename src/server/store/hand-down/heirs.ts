import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { named, type Part } from '../compose.ts';
import type { Tx } from '../tx.ts';

const statement = named(`with recursive concerned (id) as (
    select answerable_id from messages where id = $1
    union select holder_id from messages where id = $1
    union select unnest(array[from_id, to_id]) from assignments where message_id = $1
    union select owner_id from clocks where message_id = $1 and stopped_at is null
    union select unnest(array[office_id, unit_id]) from dossiers where message_id = $1 and closed_at is null
    union select unnest(array[office_id, asked_of]) from extensions where message_id = $1 and state = 'asked'),
  line (id, now_id, depth) as (
    select c.id, coalesce(o.successor_id, o.above_id), 1 from concerned c join offices o on o.id = c.id where o.valid_to is not null
    union all select l.id, coalesce(o.successor_id, o.above_id), l.depth + 1 from line l join offices o on o.id = l.now_id
      where o.valid_to is not null and l.depth < 12)
  select l.id, l.now_id as "heirId" from line l join offices o on o.id = l.now_id where o.valid_to is null`);

/** From each ended office that has to do with this message to the one that stands in its place today: its last successor, or the office above. */
export async function heirsFor(tx: Tx, messageId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.rows<{ id: number; heirId: number }>(statement, [messageId]);
  return new Map(rows.map(({ id, heirId }) => [id, heirId]));
}

// From each ended office along its successors; who ended without one is nobody's past.
const successors = `successors (id, now_id, depth) as (
    select id, successor_id, 1 from offices where valid_to is not null and successor_id is not null
    union all select s.id, o.successor_id, s.depth + 1 from successors s join offices o on o.id = s.now_id
      where o.valid_to is not null and o.successor_id is not null and s.depth < 12)`;

/** Conflicts k whose office was succeeded by one that is not complained of yet, o. */
export const inheritedComplaints = `from conflicts k join successors s on s.id = k.office_id join offices o on o.id = s.now_id and o.valid_to is null
  where not exists (select from conflicts c where c.message_id = k.message_id and c.office_id = o.id)`;
export const withSuccessors = `with recursive ${successors}`;

const complained = named(
  `${withSuccessors} select distinct o.id ${inheritedComplaints} and k.message_id = $1`,
);

/** The offices that succeeded one complained of in this message, and are not complained of themselves yet. */
export async function heirsComplainedOf(tx: Tx, messageId: number): Promise<number[]> {
  return (await tx.rows<{ id: number }>(complained, [messageId])).map(({ id }) => id);
}

/** Writes down that they are complained of, each on the naming that it rests on. */
export function inheritComplaints(messageId: number, officeIds: readonly number[], now: Date): Part {
  return (bind) => `insert into conflicts (message_id, office_id, way, by_kind, by_id, at)
    select distinct on (o.id) k.message_id, o.id, 'inherited', k.by_kind, k.by_id, ${bind(now)}::timestamptz
    from (${withSuccessors} select * from successors) s join conflicts k on k.office_id = s.id join offices o on o.id = s.now_id
    where k.message_id = ${bind(messageId)} and o.id = any (${bind(officeIds)}::bigint[]) order by o.id, k.id`;
}

/** Messages after `afterId` that are open and an ended office answers for, holds or works on, and those that complain of an office that was succeeded; by id. */
export async function messagesOfTheEnded(
  db: Db,
  { afterId, most }: { afterId: number; most: number },
): Promise<{ id: number; code: string }[]> {
  const { rows } = await sql<{ id: number; code: string }>`
    ${sql.raw(withSuccessors)}, ended as materialized (select id from offices where valid_to is not null and coalesce(successor_id, above_id) is not null),
    found (id) as (
      select m.id from messages m where m.answerable_id in (select id from ended) and m.handling <> 'closed'
        and m.publication in ('public', 'private', 'taken-down', 'withdrawn') and m.due_at is not null
      union select m.id from messages m where m.holder_id in (select id from ended) and m.handling <> 'closed'
        and m.publication in ('public', 'private', 'taken-down', 'withdrawn') and m.due_at is not null
      union select a.message_id from assignments a where a.to_id in (select id from ended) and a.state in ('offered', 'accepted', 'reported')
      union select a.message_id from assignments a where a.from_id in (select id from ended) and a.state in ('offered', 'accepted', 'reported')
      union select k.message_id ${sql.raw(inheritedComplaints)})
    select m.id, m.code from found f join messages m on m.id = f.id where m.id > ${afterId} order by m.id limit ${most}`.execute(
    db,
  );
  return rows;
}
