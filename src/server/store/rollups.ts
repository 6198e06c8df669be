import { type RawBuilder, sql } from 'kysely';
import { named } from './compose.ts';
import type { Db } from './db.ts';
import { alone } from './tx.ts';

// One movement counts in every scope that it belongs to; what is kept private is known as one national total only.
const scopes = `cross join lateral (values
    ('all'), ('province:' || d.province_code), ('city:' || d.city_code), ('region:' || d.region_code),
    ('post:' || d.post_id), ('topic:' || d.topic_id), ('kind:' || d.kind)) as s (scope)`;
const counted = `s.scope is not null and (d.measure <> 'private' or s.scope = 'all')`;

// The rows are written in the order of their key, so that two folders never wait for each other in a circle.
const fold = named(`with due as (
    delete from deltas where id = any (array(select id from deltas order by id limit $1 for update skip locked)) returning *
  ), sums as (
    select s.scope, d.month, d.measure, sum(d.n) as n from due d ${scopes} where ${counted} group by 1, 2, 3 having sum(d.n) <> 0
  ), written as (
    insert into rollups (scope, month, measure, n) select scope, month, measure, n from sums order by scope collate "C", measure, month
    on conflict (scope, measure, month) do update set n = rollups.n + excluded.n returning 1
  )
  select (select count(*) from due)::integer as folded, (select count(*) from written)::integer as written`);

/** Folds the oldest movements into the rollups; one statement, so that no reader sees a number twice or not at all. Returns how many were taken. */
export async function foldDeltas(most: number): Promise<number> {
  return (await alone.rows<{ folded: number }>(fold, [most]))[0]?.folded ?? 0;
}

/** One number of one scope and month. */
export interface NumberRow {
  scope: string;
  /** The first day of the month. */
  month: string;
  measure: string;
  n: number;
}

/** The numbers of some scopes as they are at this moment: what is folded and what is not yet, in one snapshot. */
export async function numberRows(db: Db, wanted: readonly string[]): Promise<NumberRow[]> {
  const { rows } = await sql<NumberRow>`
    select scope, month, measure, sum(n)::bigint as n from (${movements(wanted)}) x
    group by scope, month, measure having sum(n) <> 0 order by scope, month, measure`.execute(db);
  return rows;
}

/** The same over all time: a page of places needs no months, and years of them would be carried for nothing. */
export async function totalRows(db: Db, wanted: readonly string[]): Promise<Omit<NumberRow, 'month'>[]> {
  const { rows } = await sql<NumberRow>`
    select scope, measure, sum(n)::bigint as n from (${movements(wanted)}) x
    group by scope, measure having sum(n) <> 0`.execute(db);
  return rows;
}

const columns = {
  province: 'province_code',
  city: 'city_code',
  region: 'region_code',
  post: 'post_id',
  topic: 'topic_id',
  kind: 'kind',
} as const;

// Each kind of scope asks its own column. Spreading every movement over its seven scopes first, as folding does, took
// 100 ms where a stopped worker had left 14,000 movements; this takes 3.
function movements(wanted: readonly string[]): RawBuilder<unknown> {
  const unfolded = Object.entries(columns).flatMap(([kind, column]) => {
    const ids = wanted
      .filter((scope) => scope.startsWith(`${kind}:`))
      .map((scope) => scope.slice(kind.length + 1));
    if (ids.length === 0) return [];
    const id = sql.raw(`d.${column}::text`);
    return sql`select ${sql.lit(`${kind}:`)} || ${id}, d.month, d.measure, sum(d.n) from deltas d
      where ${id} = any (${ids}::text[]) and d.measure <> 'private' group by ${id}, d.month, d.measure`;
  });
  if (wanted.includes('all'))
    unfolded.push(sql`select 'all', d.month, d.measure, sum(d.n) from deltas d group by d.month, d.measure`);
  const folded = sql`select scope, month, measure, n from rollups where scope = any (${wanted}::text[])`;
  return sql.join([folded, ...unfolded], sql` union all `);
}
