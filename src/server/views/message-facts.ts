import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Matter } from '../../domain/matter.ts';
import type { Kind, Urgency } from '../../domain/message.ts';
import type { Lives, NextStep } from '../../domain/status.ts';
import type { Db } from '../store/db.ts';
import { matterOf, standingColumns } from '../store/lock-message.ts';
import { askKept, composedOnce, type Keeping } from '../store/kept-queries.ts';
import type { MessagesTable } from '../store/schema/board.ts';
import { supportersNow } from '../store/supports/supporters-now.ts';

/** What every page of a message shows, whoever looks: no words, no person. */
export interface MessageFacts {
  code: string;
  leader: { id: number; name: string };
  region: { code: string; name: string; provinceCode: string; provinceName: string } | null;
  kind: Kind;
  topic: { id: number; name: string; nameEn: string; parent: string; parentEn: string };
  urgency: Urgency;
  author: string;
  wish: 'public' | 'private';
  state: Lives;
  closedReason: string | null;
  next: NextStep;
  answerable: { id: number; name: string };
  holder: { id: number; name: string } | null;
  dueAt: Date | null;
  dueProvisional: boolean;
  /** The promise waits for the author until then; null: it runs. */
  pausedUntil: Date | null;
  fastTrack: boolean;
  receivedAt: Date;
  publishedAt: Date | null;
  answeredAt: Date | null;
  answerUnit: string | null;
  imported: boolean;
  overLimits: boolean;
  /** The public code of the message that it was merged into. */
  mergedInto: string | null;
  /** How many others met the same thing. */
  supporters: number;
}

/** A message as views load it: the facts, the public text while there is one, and what relations depend on. */
export interface LoadedMessage {
  facts: MessageFacts;
  text: { title: string; body: string; place: string } | null;
  matter: Matter;
  /** Its key is destroyed. */
  erased: boolean;
  id: number;
}

/** Loads a message by its code; undefined when there is none. */
export async function loadMessage(db: Db, code: string): Promise<LoadedMessage | undefined> {
  return (await loadMessages(db, sql`m.code = ${code}`, sql`limit 1`))[0];
}

/** Loads several messages by a condition on m, in the order given. */
export async function loadMessages(
  db: Db,
  condition: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<LoadedMessage[]> {
  const { rows } = await sql<Row>`
    select m.*, ${sql.raw(standingColumns)}, ${names} from ${joins} where ${condition} ${order}`.execute(db);
  return rows.map((row) => ({
    ...shownOf(row),
    matter: matterOf(row),
    erased: row.key_id === null && row.author_id !== null,
  }));
}

/** How a public message is loaded by its code with more columns of it, without what relations depend on: everybody may read it. Undefined when there is none, or none for the public. */
export function publicMessageWith<More>(
  more: RawBuilder<unknown>,
): (
  db: Db,
  code: string,
) => Promise<(Omit<LoadedMessage, 'matter' | 'erased'> & { more: More }) | undefined> {
  const ask = composedOnce<FactsRow & More, string>(
    (code) => sql`
    select ${sql.join(factColumns.map((column) => sql.ref(`m.${column}`)))}, p.name as leader, ${names}, ${more}
    from ${joins} where m.code = ${code} and m.publication = 'public'`,
  );
  return async (db, code) => {
    const [row] = await ask(db, code);
    return row && { ...shownOf(row), more: row };
  };
}

/**
 * Loads what a row of a queue shows of several messages, with more columns of each, in the order given: the title, neither the rest
 * of the words nor what relations depend on. `beside` is joined to each row. With `keeping` the query is composed once.
 */
export async function loadRows<More>(
  db: Db,
  compose: () => Record<'beside' | 'condition' | 'order' | 'more', RawBuilder<unknown>>,
  keeping?: Keeping,
): Promise<{ id: number; title: string | null; facts: MessageFacts; more: More }[]> {
  const query = () => {
    const { beside, condition, order, more } = compose();
    const columns = factColumns.filter((column) => column !== 'body' && column !== 'place');
    return sql<FactsRow & More>`
      select ${sql.join(columns.map((column) => sql.ref(`m.${column}`)))}, p.name as leader, ${names}, ${more}
      from ${joins} ${beside} where ${condition} ${order}`;
  };
  const rows = keeping ? await askKept(db, keeping, query) : (await query().execute(db)).rows;
  return rows.map((row) => ({ id: row.id, title: row.title, facts: shownOf(row).facts, more: row }));
}

const names = sql`o.name as answerable_name, h.name as holder_name, r.name as region_name, v.name as province_name,
  t.name as topic_name, t.name_en as topic_name_en, tt.name as topic_parent, tt.name_en as topic_parent_en,
  (select x.code from messages x where x.id = m.merged_into_id and x.publication = 'public') as merged_into,
  ${sql.raw(supportersNow)} as supporters_now`;

const joins = sql`messages m join posts p on p.id = m.post_id join offices o on o.id = m.answerable_id
  left join offices h on h.id = m.holder_id left join regions r on r.code = m.region_code
  left join regions v on v.code = m.province_code join topics t on t.id = m.topic_id
  left join topics tt on tt.id = t.parent_id`;

const factColumns = [
  ...(['id', 'code', 'title', 'body', 'place', 'author_label', 'kind', 'urgency', 'wish', 'source'] as const),
  ...(['publication', 'handling', 'voice', 'attention', 'closed_reason', 'next_step'] as const),
  ...(['post_id', 'region_code', 'province_code', 'topic_id', 'answerable_id', 'holder_id'] as const),
  ...(['due_at', 'due_provisional', 'received_at', 'published_at', 'answered_at', 'answer_unit'] as const),
  ...(['over_limits', 'paused_until', 'fast_track'] as const),
] as const;

type FactsRow = Pick<Selectable<MessagesTable>, (typeof factColumns)[number]> & {
  leader: string;
  answerable_name: string;
  holder_name: string | null;
  region_name: string | null;
  province_name: string | null;
  topic_name: string;
  topic_name_en: string;
  topic_parent: string | null;
  topic_parent_en: string | null;
  merged_into: string | null;
  supporters_now: number;
};
type Row = Parameters<typeof matterOf>[0] & FactsRow;

function shownOf(row: FactsRow): Omit<LoadedMessage, 'matter' | 'erased'> {
  const { publication, handling, voice, attention } = row;
  return {
    id: row.id,
    text: row.title === null ? null : { title: row.title, body: row.body ?? '', place: row.place ?? '' },
    facts: {
      code: row.code,
      leader: { id: row.post_id, name: row.leader },
      region:
        row.region_code === null
          ? null
          : {
              code: row.region_code,
              name: row.region_name ?? '',
              provinceCode: row.province_code ?? '',
              provinceName: row.province_name ?? '',
            },
      kind: row.kind,
      topic: {
        ...{ id: row.topic_id, name: row.topic_name, nameEn: row.topic_name_en },
        ...{ parent: row.topic_parent ?? '', parentEn: row.topic_parent_en ?? '' },
      },
      urgency: row.urgency,
      author: row.author_label,
      wish: row.wish,
      state: { publication, handling, voice, attention },
      closedReason: row.closed_reason,
      next: row.next_step,
      answerable: { id: row.answerable_id, name: row.answerable_name },
      holder: row.holder_id === null ? null : { id: row.holder_id, name: row.holder_name ?? '' },
      dueAt: row.due_at,
      dueProvisional: row.due_provisional,
      pausedUntil: row.paused_until,
      fastTrack: row.fast_track,
      receivedAt: row.received_at,
      publishedAt: row.published_at,
      answeredAt: row.answered_at,
      answerUnit: row.answer_unit,
      imported: row.source === 'import',
      overLimits: row.over_limits,
      mergedInto: row.merged_into,
      supporters: row.supporters_now,
    },
  };
}
