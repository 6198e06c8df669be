import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { addDays, dayOf, startOf } from '../../../../domain/calendar.ts';
import type { Db } from '../../../store/db.ts';
import { loadMessages, type MessageFacts } from '../../message-facts.ts';
import { officesOf } from '../office-queue.ts';
import { titlesFor } from '../titles.ts';

/** Somebody to be called. */
export interface Callee extends MessageFacts {
  title: string;
  tries: number;
  /** Called in vain today: again on the next working day. */
  triedToday: boolean;
  /** This reader drafted the answer, so somebody else calls. */
  own: boolean;
  calledBy: string | null;
}

/** How the day goes, and the month: each share with its ground. */
export interface CallNumbers {
  today: { done: number; reached: number; unsettled: number; mine: number };
  month: { visits: number; settled: number; said: number };
}

/** The call sheet of the day of these offices. */
export interface CallSheet {
  items: Callee[];
  numbers: CallNumbers;
  /** What share each office visits, and whether this reader may change it. */
  rules: { officeId: number; office: string; percent: number; may: boolean }[];
}

interface Extra {
  id: number;
  tries: number;
  triedToday: boolean;
  own: boolean;
  calledBy: string | null;
}

/** Whom to call today: the earliest due first, those already tried today last. */
export async function callSheet(db: Db, actor: Actor, now: Date): Promise<CallSheet> {
  const offices = officesOf(actor);
  const staffId = actor.kind === 'staff' ? actor.staffId : 0;
  const today = startOf(dayOf(now));
  const { rows: extras } = await sql<Extra>`
    select m.id, m.visit_tries as tries, exists (select from visits v where v.message_id = m.id and v.at >= ${today}) as "triedToday",
      (select a.drafted_by from replies a where a.message_id = m.id and a.type = 'final' and a.state = 'published' order by a.published_at desc limit 1) is not distinct from ${staffId}::bigint as own,
      (select s.name from calls c join staff s on s.id = c.staff_id where c.message_id = m.id and c.until_at > ${now} and c.staff_id <> ${staffId}) as "calledBy"
    from messages m where m.next_step = 'visit' and m.answerable_id = any (${offices}::bigint[])
    order by "triedToday", m.due_at, m.id limit 200`.execute(db);
  const [found, numbers, rules] = await Promise.all([
    loadMessages(db, sql`m.id = any (${extras.map((e) => e.id)}::bigint[])`, sql`order by m.due_at, m.id`),
    numbersOf(db, { offices, staffId }, now),
    rulesOf(db, offices),
  ]);
  const titles = await titlesFor(actor, found);
  const items = extras.flatMap(({ id, ...extra }) => {
    const message = found.find((each) => each.id === id);
    return message ? [{ ...message.facts, title: titles.get(id) ?? '', ...extra }] : [];
  });
  const may = (officeId: number) =>
    actor.kind === 'staff' && actor.duties.some((d) => d.role === 'head' && d.officeId === officeId);
  return { items, numbers, rules: rules.map((rule) => ({ ...rule, may: may(rule.officeId) })) };
}

async function numbersOf(
  db: Db,
  of: { offices: readonly number[]; staffId: number },
  now: Date,
): Promise<CallNumbers> {
  const today = dayOf(now);
  const month = startOf(`${today.slice(0, 7)}-01`);
  const { rows } = await sql<
    Record<'done' | 'reached' | 'unsettled' | 'mine' | 'visits' | 'settled' | 'said', number>
  >`
    with v as (select v.* from visits v join messages m on m.id = v.message_id where m.answerable_id = any (${[...of.offices]}::bigint[])
      and v.at >= ${month} and v.at < ${startOf(addDays(today, 1))}),
    t as (select * from v where at >= ${startOf(today)})
    select (select count(*)::integer from t) as done, (select count(*)::integer from t where outcome <> 'not-reached') as reached,
      (select count(*)::integer from t where outcome = 'not-settled') as unsettled, (select count(*)::integer from t where staff_id = ${of.staffId}) as mine,
      (select count(*)::integer from v where outcome <> 'not-reached') as visits, (select count(*)::integer from v where outcome = 'settled') as settled,
      (select count(*)::integer from v where outcome in ('settled', 'not-settled')) as said`.execute(db);
  const n = rows[0] as (typeof rows)[number];
  return {
    today: { done: n.done, reached: n.reached, unsettled: n.unsettled, mine: n.mine },
    month: { visits: n.visits, settled: n.settled, said: n.said },
  };
}

async function rulesOf(db: Db, offices: readonly number[]) {
  const { rows } = await sql<{ officeId: number; office: string; percent: number }>`
    select o.id as "officeId", o.name as office,
      coalesce((select r.percent from visit_rules r where r.office_id = o.id order by r.id desc limit 1), 100)::integer as percent
    from offices o where o.id = any (${[...offices]}::bigint[]) order by o.id`.execute(db);
  return rows;
}
