import pg from 'pg';
import { keys } from '../../src/server/store/db.ts';
import { sealHistory } from '../../src/server/store/seal-history.ts';
import { fillBoard, withoutIndexes } from '../main/fill-board.ts';
import type { Row } from '../row.ts';

const filling = { messages: 1_000_000, waitingAmong: 20_000, handledAmong: 85_000, counted: false };

/** A million messages, three orders each on average, and a hundred thousand running clocks; says what stands there. */
export async function fillHandling(ownerUrl: string, found: (row: Row) => void): Promise<void> {
  await fillBoard(ownerUrl, filling);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(units);
  await owner.query('create unique index on bench_units (above_id, n); analyze bench_units');
  const putBack = await withoutIndexes(owner, ['assignments', 'clocks']);
  for (const statement of [spread, promises, doneOrders, openOrders, heldByUnits, orderClocks])
    await owner.query(statement);
  await putBack();
  await owner.query('drop table bench_units');
  // As the database keeps itself on a board that lives: plans made from no statistics of some table are not those of a day's work.
  await owner.query('vacuum analyze messages, assignments, clocks');
  await owner.query('analyze');
  await sealFilled();
  for (const [name, text] of counts) {
    const value = Number((await owner.query(text)).rows[0].n);
    found({ name, value, unit: '', limit: null, ratio: null, target: null, better: 'higher' });
  }
  await owner.end();
}

// On a board that lives only the last minute waits for its seal; a worker that sealed years would be measured with what it does beside.
async function sealFilled(): Promise<void> {
  const [key] = keys().sealing;
  if (!key) throw new Error('The key file of this board has no sealing key.');
  while ((await sealHistory({ key, now: new Date() })).more);
}

const counts = [
  ['messages on the board', 'select count(*) as n from messages'],
  ['assignments', 'select count(*) as n from assignments'],
  ['assignments that stand open', `select count(*) as n from assignments where ended_at is null`],
  ['running clocks', 'select count(*) as n from clocks where stopped_at is null'],
] as const;

// Who stands below whom, numbered, so that a message finds a unit by its own number.
const units = `create table bench_units as
  select above_id, id, row_number() over (partition by above_id order by id) as n, count(*) over (partition by above_id) as units
  from offices where above_id is not null and valid_to is null`;

const below = (office: string, by: string) =>
  `join bench_units u on u.above_id = ${office} and u.n = 1 + (${by} * 7919) % u.units`;

const columns = `message_id, parent_id, role, from_id, to_id, state, ordered_at, return_until_at, due_at, accepted_at, reported_at, ended_at`;

// Open messages are due on the coming fifteen days, one of twelve was due in the last five.
const spread = `update messages m set due_at = now() + case when m.id % 12 = 0 then -(m.id % 5 + 1) * interval '1 day' else (m.id % 15 + 1) * interval '1 day' end
  where m.handling <> 'closed' and m.publication = 'public'`;

const promises = `update clocks c set due_at = m.due_at, stage = case when m.due_at < now() then 3 else 0 end,
    next_at = case when m.due_at > now() then m.due_at + interval '1 day' end
  from messages m where m.id = c.message_id and c.promise and c.stopped_at is null and m.publication = 'public'`;

// What was answered went down to one unit as the lead, and two or three helped.
const doneOrders = `insert into assignments (${columns})
  select m.id, null, case k when 0 then 'lead' else 'joint' end, m.answerable_id, u.id, 'done',
    m.received_at, m.received_at + interval '1 day', m.received_at + interval '10 days', m.received_at + interval '5 hours', m.answered_at, m.answered_at
  from messages m cross join lateral generate_series(0, case when m.id % 3 = 0 then 3 else 2 end) k join bench_units u on u.above_id = m.answerable_id and u.n = 1 + (m.id * 7919 + k) % u.units
  where m.handling = 'closed' and m.answered_at is not null and u.units > 3`;

// Two of three that are handled are with a unit; of these half went one level further down, and a third have a helper.
const openOrders = `with given as (
    insert into assignments (${columns})
    select m.id, null, 'lead', m.answerable_id, u.id, case when m.id % 4 = 0 then 'offered' else 'accepted' end,
      m.received_at, m.received_at + interval '1 day', greatest(m.due_at - interval '1 day', m.received_at + interval '2 days'), case when m.id % 4 <> 0 then m.received_at + interval '2 hours' end, null, null
    from messages m ${below('m.answerable_id', 'm.id')} where m.handling = 'in-progress' and m.id % 3 <> 0 returning *),
  helping as (
    insert into assignments (${columns})
    select g.message_id, null, 'joint', g.from_id, u.id, 'accepted', g.ordered_at, g.return_until_at, g.due_at, g.ordered_at + interval '3 hours', null, null
    from given g join bench_units u on u.above_id = g.from_id and u.n = 1 + (g.message_id * 7919 + 1) % u.units
    where g.message_id % 5 < 3 and u.id <> g.to_id)
  insert into assignments (${columns})
  select g.message_id, g.id, 'lead', g.to_id, u.id, 'accepted', g.ordered_at, g.return_until_at, g.due_at - interval '1 day', g.ordered_at + interval '4 hours', null, null
  from given g ${below('g.to_id', 'g.message_id')} where g.state = 'accepted' and g.message_id % 2 = 0`;

const heldByUnits = `update messages m set holder_id = a.to_id, next_step = case a.state when 'offered' then 'accept-order' else 'work' end
  from assignments a where a.message_id = m.id and a.role = 'lead' and a.ended_at is null
    and not exists (select from assignments b where b.parent_id = a.id)`;

const orderClocks = `insert into clocks (message_id, subject_id, what, promise, owner_id, starts_at, due_at, next_at)
  select a.message_id, a.id, case a.state when 'offered' then 'accept-order' else 'work' end, false, a.to_id, a.ordered_at,
    case a.state when 'offered' then a.return_until_at else a.due_at end, now() + interval '30 days'
  from assignments a where a.ended_at is null`;
