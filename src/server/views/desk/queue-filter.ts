import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { dayOf, endOf } from '../../../domain/calendar.ts';
import type { Kind, Urgency } from '../../../domain/message.ts';

/** Due when: late, today, within seven days. */
export const dueChoices = ['late', 'today', 'week'] as const;
export type DueChoice = (typeof dueChoices)[number];

/** What an office's queue is cut down to, beside its tab. */
export interface QueueFilter {
  kind?: Kind | undefined;
  topic?: number | undefined;
  urgency?: Urgency | undefined;
  /** A region with all below it. */
  region?: string | undefined;
  due?: DueChoice | undefined;
  /** Watched: urged or higher. */
  watched?: boolean | undefined;
  /** Only what this person is in charge of. */
  mine?: boolean | undefined;
  /** Words of the public title. */
  text?: string | undefined;
}

/** Is anything left out by it? */
export function cutsDown(filter: QueueFilter): boolean {
  return Object.values(filter).some((each) => each !== undefined && each !== false);
}

/** The condition of a filter on the message `m`. */
export function filterCondition(f: QueueFilter, actor: Actor, now: Date): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (f.kind) parts.push(sql`m.kind = ${f.kind}`);
  if (f.topic)
    parts.push(
      sql`m.topic_id in (select t.id from topics t where t.id = ${f.topic} or t.parent_id = ${f.topic})`,
    );
  if (f.urgency) parts.push(sql`m.urgency = ${f.urgency}`);
  if (f.region) parts.push(sql`${f.region} in (m.region_code, m.city_code, m.province_code)`);
  if (f.due) parts.push(dueCondition(f.due, now));
  if (f.watched) parts.push(sql`m.attention <> 'normal'`);
  if (f.mine && actor.kind === 'staff')
    parts.push(
      sql`exists (select from charges c where c.message_id = m.id and c.staff_id = ${actor.staffId} and c.ended_at is null)`,
    );
  if (f.text) parts.push(sql`m.title ilike ${`%${f.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`);
  return sql.join(parts, sql` and `);
}

function dueCondition(due: DueChoice, now: Date): RawBuilder<unknown> {
  if (due === 'late') return sql`m.due_at <= ${now}`;
  const until = due === 'today' ? endOf(dayOf(now)) : new Date(now.getTime() + 7 * 86_400_000);
  return sql`m.due_at > ${now} and m.due_at <= ${until}`;
}
