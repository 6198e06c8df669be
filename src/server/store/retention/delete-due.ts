import type { RetentionRule } from '../../../domain/retention/schedule.ts';
import { retentionPool } from '../db.ts';
import { ruleParts } from './rule-parts.ts';

const batch = 500;

/** Deletes one batch of what a rule lets go before a moment, with its tombstone, in one statement. Returns how many went. */
export async function deleteDue(
  rule: RetentionRule,
  before: Date,
  by: { orderId: number | null; now: Date },
): Promise<number> {
  const { rows } = await retention().query<{ count: number }>(statementOf(rule), [
    before,
    batch,
    by.orderId,
    rule,
    by.now,
  ]);
  return rows[0]?.count ?? 0;
}

/** Has this process the right to delete at all? */
export function mayDelete(): boolean {
  return retentionPool() !== undefined;
}

/** The retention role's connections; a process without them was started wrongly. */
export function retention(): NonNullable<ReturnType<typeof retentionPool>> {
  const pool = retentionPool();
  if (!pool) throw new Error('DATABASE_URL_RETENTION is not set: nothing can be deleted by rule.');
  return pool;
}

function statementOf(rule: RetentionRule): string {
  const { table, keys, at, where, id, before = {}, destroying } = ruleParts[rule];
  const columns = [...keys, ...(destroying?.columns ?? [])].map((column) => `t.${column}`).join(', ');
  const doomed = `select ${columns}, ${at} as went_at from ${table} t where ${where ?? 'true'} and ${at} < $1::timestamptz order by went_at limit $2`;
  const own = keys.map((key) => `t.${key} = d.${key}`).join(' and ');
  const told = `d.went_at${id ? `, t.${id} as id` : ''}`;
  const gone = destroying
    ? `update ${table} t set ${destroying.set} from doomed d where ${own} and ${destroying.left} returning ${told}`
    : `delete from ${table} t using doomed d where ${own} returning ${told}`;
  const marked = destroying
    ? [
        `marked as (insert into ${destroying.marks.table} (${destroying.marks.column}, order_id, at) select id, $3, $5 from gone)`,
      ]
    : [];
  const parts = Object.entries(destroying?.parts ?? before);
  const ctes = [
    `doomed as materialized (${doomed})`,
    ...parts.map(([name, sql]) => `${name} as (${sql})`),
    `gone as (${gone})`,
    ...marked,
  ];
  return `with ${ctes.join(', ')}
    insert into tombstones (order_id, rule, count, ids, oldest_at, newest_at, at)
    select $3::bigint, $4, count(*), ${id ? 'array_agg(id order by id)' : 'null::bigint[]'}, min(went_at), max(went_at), $5::timestamptz
    from gone having count(*) > 0 returning count`;
}
