import { sql } from 'kysely';
import { readWords } from '../../store/people.ts';
import type { Db } from '../../store/db.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { loadMessages, type MessageFacts } from '../message-facts.ts';

/** One's own message in a list. */
export interface OwnListed extends MessageFacts {
  title: string;
}

/** A citizen's own messages, newest first, whatever their state. */
export async function ownMessages(
  db: Db,
  citizenId: number,
  page: { after?: string | undefined; limit: number },
): Promise<{ items: OwnListed[]; next: string | null }> {
  const place = page.after === undefined ? sql`true` : before(page.after);
  const found = await loadMessages(
    db,
    sql`m.author_id = ${citizenId} and ${place}`,
    sql`order by m.received_at desc, m.id desc limit ${page.limit + 1}`,
  );
  const shown = found.slice(0, page.limit);
  const hidden = shown.filter((m) => !m.text).map((m) => m.id);
  const words = await readWords(`citizen:${citizenId}`, hidden, ['original', 'published']);
  const titleOf = (id: number) => words.findLast((w) => w.messageId === id)?.content['title'] ?? '';
  const last = shown.at(-1);
  return {
    items: shown.map((m) => ({ ...m.facts, title: m.text?.title ?? titleOf(m.id) })),
    next: found.length > page.limit && last ? writeCursor({ at: last.facts.receivedAt, id: last.id }) : null,
  };
}

function before(cursor: string) {
  const { at, id } = readCursor(cursor);
  return sql`(m.received_at, m.id) < (${at}, ${id})`;
}
