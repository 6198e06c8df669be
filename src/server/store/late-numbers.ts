import { sql } from 'kysely';
import { dayOf, startOf } from '../../domain/calendar.ts';
import type { OpenDue } from '../../domain/statistics/open-dues.ts';
import type { Db } from './db.ts';
import { moved, movementsIn, scopesOf } from './rollups.ts';

/** How much of what is open is past its due time now. */
export interface LateRow {
  scope: string;
  measure: OpenDue;
  n: number;
}

/**
 * What is past its due time in some scopes at this moment, in one snapshot: by the due days before today that the rollups
 * know, and of today the few clocks that don't end at 24:00, message by message.
 */
export async function lateRows(db: Db, wanted: readonly string[], now: Date): Promise<LateRow[]> {
  const today = dayOf(now);
  const past = sql`e.day < ${today}::date`;
  const folded = sql`select scope, measure, n from rollups
    where scope = any (${wanted}::text[]) and measure = any ('{owed,unmet,unheard}') and month < ${today}::date`;
  const parts = [
    folded,
    ...movementsIn(wanted).map(
      ({ scope, where }) =>
        sql`select ${scope}, e.measure, e.n from deltas d ${sql.raw(moved)} where ${past} and ${where}`,
    ),
    // Few end within a day: each is spread over its scopes, which is one query for all kinds of them.
    ...hourly.map(
      ({
        measure,
        at,
        condition,
      }) => sql`select s.scope, ${sql.lit(measure)}, 1 from messages m ${sql.raw(scopesOf('m', 'answerable_id'))}
        where ${sql.raw(condition)} and ${sql.raw(at)} > ${startOf(today)} and ${sql.raw(at)} <= ${now} and s.scope = any (${wanted}::text[])`,
    ),
  ];
  const { rows } = await sql<LateRow>`select scope, measure, sum(n)::bigint as n
    from (${sql.join(parts, sql` union all `)}) x group by scope, measure having sum(n) <> 0`.execute(db);
  return rows;
}

// The rule of domain/statistics/open-dues.ts in SQL; the conditions are those of the three indexes.

/** That a public message m is still being worked on. */
export const isOpen = `m.publication = 'public' and m.handling in ('waiting', 'in-progress')`;

/** That a message m was promised an answer here: not one that came from elsewhere, to a ministry, or with thanks. */
export const promised = `m.source <> 'import' and m.kind <> 'thanks' and not exists (select from posts p where p.id = m.post_id and p.ministry is not null)`;

const offMidnight = (at: string) => `(${at} at time zone 'Asia/Shanghai')::time <> '00:00'`;

/** Clocks that end within a day: emergencies and the fast track. */
const hourly = [
  {
    measure: 'owed',
    at: 'm.due_at',
    condition: `${isOpen} and ${offMidnight('m.due_at')} and m.paused_until is null`,
  },
  {
    measure: 'unmet',
    at: 'm.first_due_at',
    condition: `${isOpen} and ${offMidnight('m.first_due_at')} and m.first_answered_at is null and ${promised}`,
  },
  {
    measure: 'unheard',
    at: 'm.contact_due_at',
    condition: `${isOpen} and ${offMidnight('m.contact_due_at')} and m.contacted_at is null and m.source <> 'import'`,
  },
] as const;
