import { type RawBuilder, sql } from 'kysely';
import type { Monthly } from '../../domain/measures.ts';
import { named } from './compose.ts';
import type { Db } from './db.ts';
import { alone } from './tx.ts';

/** Every scope that a row belongs to, as s (scope); null where it has no such place. */
export const scopesOf = (
  alias: string,
  office: 'office_id' | 'answerable_id',
): string => `cross join lateral (values
    ('all'), ('province:' || ${alias}.province_code), ('city:' || ${alias}.city_code), ('region:' || ${alias}.region_code),
    ('post:' || ${alias}.post_id), ('topic:' || ${alias}.topic_id), ('kind:' || ${alias}.kind), ('source:' || ${alias}.source),
    ('office:' || ${alias}.${office})) as s (scope)`;

// One movement counts in every scope that it belongs to; what is kept private is known as one national total only.
const scopes = scopesOf('d', 'office_id');
const counted = `s.scope is not null and (e.measure <> 'private' or s.scope = 'all')`;
/** What each movement d moved, as e. */
export const moved = 'cross join lateral unnest(d.measures, d.days, d.ns) as e (measure, day, n)';

// The rows are written in the order of their key, so that two folders never wait for each other in a circle.
const fold = named(`with due as (
    delete from deltas where id = any (array(select id from deltas order by id limit $1 for update skip locked)) returning *
  ), sums as (
    select s.scope, coalesce(e.day, d.month) as month, e.measure, e.day is null as monthly, sum(e.n) as n
    from due d ${moved} ${scopes} where ${counted} group by 1, 2, 3, 4 having sum(e.n) <> 0
  ), written as (
    insert into rollups (scope, month, measure, n) select scope, month, measure, n from sums order by scope collate "C", measure, month
    on conflict (scope, measure, month) do update set n = rollups.n + excluded.n returning 1
  ), totalled as (
    insert into rollup_totals (scope, counts) select scope, jsonb_object_agg(measure, n)
      from (select scope, measure, sum(n) as n from sums where monthly group by 1, 2) each_measure group by scope order by scope collate "C"
    on conflict (scope) do update set counts = (select coalesce(jsonb_object_agg(measure, n), '{}') from (
      select key as measure, sum(value::bigint) as n
      from (select * from jsonb_each_text(rollup_totals.counts) union all select * from jsonb_each_text(excluded.counts)) both_counts
      group by 1 having sum(value::bigint) <> 0) summed) returning 1
  )
  select (select count(*) from due)::integer as folded, (select count(*) from written)::integer as written,
    (select count(*) from totalled)::integer as totalled`);

/** Folds the oldest movements into the rollups; one statement, so that no reader sees a number twice or not at all. Returns how many were taken. */
export async function foldDeltas(most: number): Promise<number> {
  return (await alone.rows<{ folded: number }>(fold, [most]))[0]?.folded ?? 0;
}

const dropPast = named(`delete from rollups where (scope, measure, month) in (
  select scope, measure, month from rollups where measure in ('owed', 'unmet', 'unheard') and month < $1 and n = 0 limit $2) returning 1`);

/** Drops due days that are past and on which nothing is open any more; what is late is then read from few rows. */
export async function dropPastDues(today: string, most: number): Promise<number> {
  return (await alone.rows(dropPast, [today, most])).length;
}

/** One number of one scope and month. */
export interface NumberRow {
  scope: string;
  /** The first day of the month. */
  month: string;
  measure: string;
  n: number;
}

/**
 * The numbers of some scopes by month as they are at this moment, those measures that are asked for: what is folded and what is
 * not yet, in one snapshot. One number may come in several rows, to be added by whoever reads: hundreds of rows are added
 * here sooner than sorted and grouped there.
 */
export async function numberRows(
  db: Db,
  wanted: readonly string[],
  measured: readonly Monthly[],
): Promise<NumberRow[]> {
  const folded = sql`select scope, month, measure, n from rollups where ${among(sql`scope`, wanted)}`;
  const { rows } = await sql<NumberRow>`
    select scope, month, measure, n::bigint as n from (${sql.join([folded, ...unfolded(wanted)], sql` union all `)}) x
    where measure = any (${[...measured]}::text[])`.execute(db);
  return rows;
}

/**
 * The same over all time, of all measures unless some are named: a page of places needs no months, and years of them would
 * be carried for nothing. Here too one number may come in several rows.
 */
export async function totalRows(
  db: Db,
  wanted: readonly string[],
  measured?: readonly Monthly[],
): Promise<Omit<NumberRow, 'month'>[]> {
  const since = unfolded(wanted);
  // A place without places below it asks for nothing.
  if (since.length === 0) return [];
  const { rows } = await sql<{ scope: string; counts: Record<string, number> }>`
    select scope, counts from rollup_totals where ${among(sql`scope`, wanted)}
    union all select scope, jsonb_object_agg(measure, n) from (
      select scope, measure, sum(n) as n from (${sql.join(since, sql` union all `)}) x group by 1, 2) y group by 1`.execute(
    db,
  );
  const asked = measured && new Set<string>(measured);
  return rows.flatMap(({ scope, counts }) =>
    Object.entries(counts)
      .filter(([measure]) => asked?.has(measure) ?? true)
      .map(([measure, n]) => ({ scope, measure, n })),
  );
}

// Of a list the planner expects ten at any time: for one alone it would plan anew each time, which takes as long as reading.
const among = (column: RawBuilder<unknown>, few: readonly string[]): RawBuilder<unknown> =>
  few.length === 1 ? sql`${column} = ${few[0]}::text` : sql`${column} = any (${few}::text[])`;

const scopeColumns = {
  province: 'province_code',
  city: 'city_code',
  region: 'region_code',
  post: 'post_id',
  topic: 'topic_id',
  kind: 'kind',
  source: 'source',
  office: 'office_id',
} as const;

/** A kind of scope that is asked for: how a movement d names its own, and which movements belong to those asked for. */
interface MovementsIn {
  scope: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
}

/**
 * The scopes asked for, kind by kind. Each kind asks its own column: spreading every movement over its nine scopes first,
 * as folding does, took 100 ms where a stopped worker had left 14,000 movements; this takes 3.
 */
export function movementsIn(wanted: readonly string[]): MovementsIn[] {
  const all = wanted.includes('all') ? [{ scope: sql`'all'`, where: sql`true` }] : [];
  const some = Object.entries(scopeColumns).flatMap(([kind, column]) => {
    const prefix = `${kind}:`;
    const ids = wanted.filter((scope) => scope.startsWith(prefix)).map((scope) => scope.slice(prefix.length));
    const id = sql.raw(`d.${column}::text`);
    const of = { scope: sql`${sql.lit(prefix)} || ${id}`, where: among(id, ids) };
    return ids.length === 0 ? [] : [of];
  });
  return [...all, ...some];
}

function unfolded(wanted: readonly string[]): RawBuilder<unknown>[] {
  return movementsIn(wanted).map(
    ({
      scope,
      where,
    }) => sql`select ${scope} as scope, d.month, e.measure, sum(e.n) as n from deltas d ${sql.raw(moved)}
      where ${where} and e.day is null and (e.measure <> 'private' or ${scope} = 'all') group by 1, 2, 3`,
  );
}
