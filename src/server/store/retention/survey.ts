import type { RetentionRule } from '../../../domain/retention/schedule.ts';
import { retention } from './delete-due.ts';
import { ruleParts } from './rule-parts.ts';

/** What a rule would let go: how many, the oldest and the newest. */
export interface Due {
  count: number;
  oldestAt: Date | null;
  newestAt: Date | null;
}

/** Counts what a rule would let go before a moment; deletes nothing. */
export async function countDue(rule: RetentionRule, before: Date): Promise<Due> {
  const { table, at, where } = ruleParts[rule];
  const { rows } = await retention().query<Due>(
    `select count(*)::integer as count, min(x.at) as "oldestAt", max(x.at) as "newestAt"
     from (select ${at} as at from ${table} t where ${where ?? 'true'} and ${at} < $1::timestamptz) x`,
    [before],
  );
  return rows[0] ?? { count: 0, oldestAt: null, newestAt: null };
}

/** Keeps what was counted, for operators to look at. */
export async function keepSurvey(found: Partial<Record<RetentionRule, Due>>, now: Date): Promise<void> {
  await retention().query('insert into retention_surveys (found, at) values ($1::jsonb, $2)', [
    JSON.stringify(found),
    now,
  ]);
}
