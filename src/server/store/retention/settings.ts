import { sql } from 'kysely';
import { keepingOf, type RetentionRule, retentionRules } from '../../../domain/retention/schedule.ts';
import type { Db } from '../db.ts';

/** How long each thing is kept now: as an operator set it last, else as the program comes. */
export async function keptDays(db: Db): Promise<Record<RetentionRule, number | null>> {
  const { rows } = await sql<{ rule: RetentionRule; days: number | null }>`
    select distinct on (rule) rule, days from retention_settings order by rule, id desc`.execute(db);
  const set = new Map(rows.map(({ rule, days }) => [rule, days]));
  const days = retentionRules.map((rule) => [rule, daysOf(set, rule)]);
  return Object.fromEntries(days) as Record<RetentionRule, number | null>;
}

// Null, for good, is a setting too.
function daysOf(set: ReadonlyMap<RetentionRule, number | null>, rule: RetentionRule): number | null {
  const days = set.get(rule);
  return days === undefined ? keepingOf(rule).days : days;
}
