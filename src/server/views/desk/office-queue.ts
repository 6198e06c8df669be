import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { readWords } from '../../store/people.ts';
import type { Db } from '../../store/db.ts';
import { inCharge } from './colleagues.ts';
import { filterCondition, type QueueFilter } from './queue-filter.ts';
import { loadMessages, type MessageFacts } from '../message-facts.ts';
import {
  type Ask,
  correctionExists,
  countTabs,
  draftExists,
  type OfficeCounts,
  orderOf,
  pageOf,
} from './office-tabs.ts';

/** A message that an office answers for, in its queue. */
export interface QueuedAtOffice extends MessageFacts {
  title: string;
  startsAt: Date | null;
  draftWaits: boolean;
  /** Who of the office is in charge of it. */
  inCharge: { id: number; name: string } | null;
}

/** What these offices answer for, the earliest due first, with the counts of all tabs. */
export async function officeQueue(
  db: Db,
  actor: Actor,
  ask: Ask & { filter?: QueueFilter },
  now: Date,
): Promise<{ items: QueuedAtOffice[]; counts: OfficeCounts }> {
  const offices = officesOf(actor);
  const desk = { offices, fits: filterCondition(ask.filter ?? {}, actor, now) };
  // The page is found first, on the message alone: what is joined to it is joined to the page alone.
  const found = await loadMessages(db, sql`m.id = any (array(${pageOf(desk, ask, now)}))`, orderOf(ask.tab));
  const ids = found.map((m) => m.id);
  const [words, extras, charged, counts] = await Promise.all([
    readWords(
      `staff:${actor.kind === 'staff' ? actor.staffId : 0}`,
      found.filter((m) => !m.text).map((m) => m.id),
      ['original', 'published'],
    ),
    extrasOf(db, ids),
    inCharge(db, ids, offices),
    countTabs(db, desk, now),
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
