import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { type DeletionState, deletingOperator } from '../../../../domain/retention/deletion-order.ts';
import {
  type Keeping,
  keepingOf,
  type RetentionRule,
  retentionRules,
} from '../../../../domain/retention/schedule.ts';
import type { Db } from '../../../store/db.ts';
import { keptDays } from '../../../store/retention/settings.ts';

/** One rule as it holds now, with what it would let go when it was last counted. */
export interface ShownRule extends Omit<Keeping, 'days'> {
  rule: RetentionRule;
  days: number | null;
  due: { count: number; oldestAt: Date | null; newestAt: Date | null } | null;
}

/** An order, open or past. */
export interface ShownDeletion {
  id: number;
  what: 'schedule' | 'person';
  state: DeletionState;
  rules: { rule: RetentionRule; before: Date }[];
  orderedBy: string;
  orderedAt: Date;
  own: boolean;
  decidedBy: string | null;
  decidedAt: Date | null;
  finishedAt: Date | null;
  /** What went, by rule. */
  gone: { rule: string; count: number }[];
}

/** The schedule, what was counted, and the orders, for operators. */
export interface RetentionSchedule {
  rules: ShownRule[];
  countedAt: Date | null;
  orders: ShownDeletion[];
}

const ordersShown = 30;

/** Reads the schedule for an operator. */
export async function retentionSchedule(db: Db, actor: Actor): Promise<RetentionSchedule> {
  const staffId = deletingOperator(actor);
  const [days, survey, orders] = await Promise.all([keptDays(db), lastSurvey(db), ordersOf(db, staffId)]);
  const rules = retentionRules.map((rule) => {
    const due = survey?.found[rule] ?? null;
    return { ...keepingOf(rule), rule, days: days[rule], due: due && { ...due, ...momentsOf(due) } };
  });
  return { rules, countedAt: survey?.at ?? null, orders };
}

type Found = Partial<
  Record<RetentionRule, { count: number; oldestAt: string | null; newestAt: string | null }>
>;

async function lastSurvey(db: Db): Promise<{ found: Found; at: Date } | undefined> {
  const { rows } = await sql<{
    found: Found;
    at: Date;
  }>`select found, at from retention_surveys order by id desc limit 1`.execute(db);
  return rows[0];
}

async function ordersOf(db: Db, staffId: number): Promise<ShownDeletion[]> {
  type Row = Omit<ShownDeletion, 'rules'> & { rules: Record<string, string> };
  const { rows } = await sql<Row>`
    select d.id, d.what, d.state, d.rules, s.name as "orderedBy", d.ordered_at as "orderedAt", d.ordered_by = ${staffId} as own,
      z.name as "decidedBy", d.decided_at as "decidedAt", d.finished_at as "finishedAt",
      (select coalesce(json_agg(json_build_object('rule', g.rule, 'count', g.n) order by g.rule), '[]')
        from (select t.rule, sum(t.count)::integer as n from tombstones t where t.order_id = d.id group by 1) g) as gone
    from deletion_orders d join staff s on s.id = d.ordered_by left join staff z on z.id = d.decided_by
    order by d.state = 'ordered' desc, d.id desc limit ${ordersShown}`.execute(db);
  return rows.map((row) => ({
    ...row,
    rules: Object.entries(row.rules).map(([rule, before]) => ({
      rule: rule as RetentionRule,
      before: new Date(before),
    })),
  }));
}

function momentsOf(due: { oldestAt: string | null; newestAt: string | null }) {
  const moment = (at: string | null) => (at === null ? null : new Date(at));
  return { oldestAt: moment(due.oldestAt), newestAt: moment(due.newestAt) };
}
