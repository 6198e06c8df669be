import { sql } from 'kysely';
import type { Kind } from '../../domain/message.ts';
import type { Handling } from '../../domain/status.ts';
import type { Db } from '../store/db.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { conditions, type MessageFilter } from './message-filter.ts';

/** A message as public lists show it. */
export interface ListedMessage {
  code: string;
  title: string;
  /** The first characters of the public text. */
  excerpt: string;
  author: string;
  leader: { id: number; name: string };
  region: { code: string; name: string } | null;
  kind: Kind;
  topic: { id: number; name: string };
  handling: Handling;
  publishedAt: Date;
  dueAt: Date | null;
  answer: { unit: string; at: Date } | null;
  pictures: number;
}

interface Row extends Omit<ListedMessage, 'leader' | 'region' | 'topic' | 'answer'> {
  id: number;
  leaderId: number;
  leaderName: string;
  regionCode: string | null;
  regionName: string | null;
  topicId: number;
  topicName: string;
  answerUnit: string | null;
  answeredAt: Date | null;
}

/** Public messages, newest publication first; `next` continues where the page ends. */
export async function listMessages(
  db: Db,
  filter: MessageFilter,
  page: { after?: string | undefined; limit: number },
): Promise<{ items: ListedMessage[]; next: string | null }> {
  const where = conditions(filter);
  if (page.after !== undefined) {
    const { at, id } = readCursor(page.after);
    where.push(sql`(m.published_at, m.id) < (${at}, ${id})`);
  }
  const { rows } = await sql<Row>`
    select m.id, m.code, m.title, left(m.body, 90) as excerpt, m.author_label as author, p.id as "leaderId", p.name as "leaderName",
      r.code as "regionCode", r.name as "regionName", m.kind, t.id as "topicId", t.name as "topicName", m.handling,
      m.published_at as "publishedAt", m.due_at as "dueAt", m.answer_unit as "answerUnit", m.answered_at as "answeredAt",
      (select count(*)::integer from pictures x where x.message_id = m.id and x.author_public and x.reviewed_public and x.state = 'kept') as pictures
    from messages m join posts p on p.id = m.post_id join topics t on t.id = m.topic_id left join regions r on r.code = m.region_code
    where ${sql.join(where, sql` and `)} order by m.published_at desc, m.id desc limit ${page.limit + 1}`.execute(
    db,
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last ? writeCursor({ at: last.publishedAt, id: last.id }) : null;
  return { items: shown.map(listed), next };
}

function listed(row: Row): ListedMessage {
  const { code, title, excerpt, author, kind, handling, publishedAt, dueAt, pictures } = row;
  return {
    code,
    title,
    excerpt,
    author,
    kind,
    handling,
    publishedAt,
    dueAt,
    pictures,
    leader: { id: row.leaderId, name: row.leaderName },
    region: row.regionCode === null ? null : { code: row.regionCode, name: row.regionName ?? '' },
    topic: { id: row.topicId, name: row.topicName },
    answer: row.answeredAt === null ? null : { unit: row.answerUnit ?? '', at: row.answeredAt },
  };
}
