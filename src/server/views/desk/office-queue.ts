import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { readWords } from '../../store/people.ts';
import type { Db } from '../../store/db.ts';
import { inCharge } from './colleagues.ts';
import { filterCondition, type QueueFilter } from './queue-filter.ts';
import { loadMessages, type MessageFacts } from '../message-facts.ts';

/** The tabs of an office's desk. */
export const officeTabs = [
  'all',
  'to-accept',
  'to-answer',
  'to-approve',
  'to-visit',
  'to-review',
  'late',
  'answered',
] as const;
export type OfficeTab = (typeof officeTabs)[number];

/** A message that an office answers for, in its queue. */
export interface QueuedAtOffice extends MessageFacts {
  title: string;
  startsAt: Date | null;
  draftWaits: boolean;
  /** Who of the office is in charge of it. */
  inCharge: { id: number; name: string } | null;
}

/** How many messages stand under each tab. */
export type OfficeCounts = Record<OfficeTab, number>;

/** What these offices answer for, the earliest due first, with the counts of all tabs. */
export async function officeQueue(
  db: Db,
  actor: Actor,
  ask: { tab: OfficeTab; limit: number; offset?: number; filter?: QueueFilter },
  now: Date,
): Promise<{ items: QueuedAtOffice[]; counts: OfficeCounts }> {
  const offices = officesOf(actor);
  const fits = filterCondition(ask.filter ?? {}, actor, now);
  const found = await loadMessages(
    db,
    sql`(m.answerable_id = any (${offices}) or m.holder_id = any (${offices})) and m.publication in ('public', 'private', 'taken-down', 'withdrawn') and ${tabCondition(ask.tab, now)} and ${fits}`,
    ask.tab === 'answered'
      ? sql`order by m.answered_at desc, m.id desc limit ${ask.limit} offset ${ask.offset ?? 0}`
      : sql`order by m.due_at, m.id limit ${ask.limit} offset ${ask.offset ?? 0}`,
  );
  const ids = found.map((m) => m.id);
  const [words, extras, charged, counts] = await Promise.all([
    readWords(
      `staff:${actor.kind === 'staff' ? actor.staffId : 0}`,
      found.filter((m) => !m.text).map((m) => m.id),
      ['original', 'published'],
    ),
    extrasOf(db, ids),
    inCharge(db, ids, offices),
    countTabs(db, { offices, fits }, now),
  ]);
  return {
    items: found.map((m) => ({
      ...m.facts,
      title: m.text?.title ?? words.findLast((w) => w.messageId === m.id)?.content['title'] ?? '',
      startsAt: extras.get(m.id)?.startsAt ?? null,
      draftWaits: extras.get(m.id)?.draftWaits ?? false,
      inCharge: charged.get(m.id) ?? null,
    })),
    counts,
  };
}

/** The offices whose queue this member of staff works on; throws for others. */
export function officesOf(actor: Actor): number[] {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('read the office queue', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return [
    ...new Set(
      actor.duties.flatMap((d) =>
        ['officer', 'approver', 'head'].includes(d.role) && d.officeId !== null ? [d.officeId] : [],
      ),
    ),
  ];
}

const draftExists = sql`exists (select 1 from replies a where a.message_id = m.id and a.state = 'draft' and a.corrects_id is null)`;
const correctionExists = sql`exists (select 1 from replies a where a.message_id = m.id and a.state = 'draft' and a.corrects_id is not null)`;

function tabCondition(tab: OfficeTab, now: Date) {
  switch (tab) {
    case 'all':
      return sql`m.handling <> 'closed'`;
    case 'to-accept':
      return sql`m.handling = 'waiting'`;
    case 'to-answer':
      return sql`m.handling = 'in-progress' and not ${draftExists}`;
    case 'to-approve':
      return sql`((m.handling = 'in-progress' and ${draftExists}) or ${correctionExists})`;
    case 'to-visit':
      return sql`m.handling = 'answered' and m.next_step = 'visit'`;
    case 'to-review':
      return sql`m.next_step = 'review-above'`;
    case 'late':
      return sql`m.handling <> 'closed' and m.due_at < ${now} and m.paused_until is null`;
    case 'answered':
      return sql`m.answered_at is not null and m.handling in ('answered', 'closed')`;
  }
}

async function countTabs(
  db: Db,
  { offices, fits }: { offices: number[]; fits: RawBuilder<unknown> },
  now: Date,
): Promise<OfficeCounts> {
  const filters = officeTabs.map(
    (tab) => sql`count(*) filter (where ${tabCondition(tab, now)})::integer as ${sql.ref(tab)}`,
  );
  const { rows } = await sql<OfficeCounts>`select ${sql.join(filters)} from messages m
    where (m.answerable_id = any (${offices}) or m.holder_id = any (${offices})) and m.publication in ('public', 'private', 'taken-down', 'withdrawn') and ${fits}`.execute(
    db,
  );
  return rows[0] as OfficeCounts;
}

async function extrasOf(
  db: Db,
  ids: number[],
): Promise<Map<number, { startsAt: Date | null; draftWaits: boolean }>> {
  const { rows } = await sql<{
    id: number;
    startsAt: Date | null;
    draftWaits: boolean;
  }>`select m.id, c.starts_at as "startsAt", (${draftExists} or ${correctionExists}) as "draftWaits"
    from messages m left join clocks c on c.message_id = m.id and c.promise and c.stopped_at is null where m.id = any (${ids})`.execute(
    db,
  );
  return new Map(rows.map((r) => [r.id, r]));
}
