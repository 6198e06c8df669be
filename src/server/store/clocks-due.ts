import type { Firing, RunningClock } from '../../domain/firing.ts';
import { warningOf } from '../../domain/warning.ts';
import { named } from './compose.ts';
import { alone, inTransaction } from './tx.ts';
import { pagesToldApart } from './watch-writes.ts';

/** A clock whose moment has come. */
export interface DueClock extends RunningClock {
  id: number;
  messageId: number;
}

const columns = `id, message_id as "messageId", what, promise, starts_at as "startsAt", due_at as "dueAt", stage,
  idle_ms::float8 as "idleMs", resumes_at as "resumesAt"`;

const due = named(
  `select ${columns} from clocks where next_at <= $1 order by next_at limit $2 for update skip locked`,
);

const many = named('select exists (select from clocks where next_at <= $1 offset $2) as many');

// While a message awaits review, only the review clock is the desk's; the promise is not its to keep.
// What running out does hangs on the firing itself: whoever records it leaves the job, once. A clock that resumes has no
// stage to record; it is locked and speaks no more, so its job is left once too.
const fire = named(`${pagesToldApart} with each as (
    select * from unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::timestamptz[], $5::text[]) as e (clock, message, stage, next_at, effect)
  ), fired as (
    insert into firings (clock_id, stage, at)
    select f.clock, f.stage, $8::timestamptz from unnest($6::bigint[], $7::smallint[]) as f (clock, stage) on conflict do nothing returning clock_id, stage
  ), moved as (
    update clocks c set stage = e.stage, next_at = e.next_at from each e where c.id = e.clock returning c.id
  ), left_behind as (
    insert into outbox (task, payload, run_at)
    select 'run-out', jsonb_build_object('clock', e.clock, 'message', e.message, 'effect', e.effect), $8::timestamptz
    from each e left join fired f on f.clock_id = e.clock and f.stage = 3
    where e.effect is not null and (f.stage is not null or e.effect = 'resume-due') returning id
  ), told as (
    insert into outbox (task, payload, run_at)
    select 'tell-office', jsonb_build_object('office', t.office, 'message', t.message_id, 'what', t.what,
      'cause', 'clock:' || t.clock || ':' || t.stage, 'urgent', t.urgent), $8::timestamptz
    from (select w.clock, w.stage, w.what, c.message_id, coalesce(case when c.promise then m.holder_id end, c.owner_id) as office, m.urgency = 'emergency' as urgent,
        m.publication = 'awaiting-review' and c.promise as not_theirs_yet
      from unnest($6::bigint[], $7::smallint[], $9::text[]) as w (clock, stage, what)
      join fired f on f.clock_id = w.clock and f.stage = w.stage join clocks c on c.id = w.clock join messages m on m.id = c.message_id) t
    where t.what is not null and t.office is not null and not t.not_theirs_yet returning id
  )
  select (select count(*) from moved) as moved, (select count(*) from fired) as fired, (select count(*) from left_behind) as jobs`);

/** Fires the clocks that are due, in one transaction: their stages are recorded once, whoever else fires at the same time. Returns how many were taken. */
export async function fireDueClocks(
  now: Date,
  most: number,
  firing: (clock: DueClock) => Firing,
): Promise<number> {
  return inTransaction<DueClock, number>({ statement: due, values: [now, most] }, async (tx, clocks) => {
    if (clocks.length === 0) return 0;
    const fired = clocks.map((clock) => ({ clock, ...firing(clock) }));
    const stages = fired.flatMap(({ clock, stages }) =>
      stages.map((stage) => ({
        id: clock.id,
        stage,
        what: stage === stages.at(-1) ? warningOf(clock, stage) : null,
      })),
    );
    tx.write(fire, [
      clocks.map((c) => c.id),
      clocks.map((c) => c.messageId),
      fired.map((f) => f.stages.at(-1) ?? f.clock.stage),
      fired.map((f) => f.nextAt),
      fired.map((f) => f.effect),
      stages.map((s) => s.id),
      stages.map((s) => s.stage),
      now,
      stages.map((s) => s.what),
    ]);
    return clocks.length;
  });
}

/** Whether at least so many clocks are due and not yet fired. */
export async function manyAreDue(now: Date, atLeast: number): Promise<boolean> {
  const rows = await alone.rows<{ many: boolean }>(many, [now, atLeast - 1]);
  return rows[0]?.many ?? false;
}
