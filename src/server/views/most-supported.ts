import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { idsOf, type MessageFilter } from './message-filter.ts';
import { type ListedInFull, listTheseInFull } from './list-messages.ts';
import { mostOrdered, readSearchCursor, turnsFrom } from './searching/search-cursor.ts';

/** A page of the messages that most people met too. */
export interface SupportedPage {
  items: ListedInFull[];
  next: string | null;
  previous: string | null;
  /** Of a list that is narrowed only the newest are put in order: that many at most. */
  among: number | null;
}

/** Public messages, those with the most supporters first, among equals the newest. */
export async function mostSupported(
  db: Db,
  filter: MessageFilter,
  page: { after?: string | undefined; limit: number },
): Promise<SupportedPage> {
  const place = page.after === undefined ? undefined : readSearchCursor(page.after);
  const skip = Math.min(place?.skip ?? 0, mostOrdered);
  const until = place?.until ?? null;
  const isNarrow = Object.keys(filter).length > 0;
  const within = until === null ? sql`true` : sql`m.published_at <= ${until}`;
  // The index of all public messages by supporters serves the whole board; what is narrowed has none, and is read newest first.
  const from = isNarrow
    ? sql`(${idsOf(filter, { within, most: sql.lit(mostOrdered) })}) f join messages m on m.id = f.id`
    : sql`messages m`;
  const { rows } = await sql<{ id: number; now: Date }>`
    select m.id, clock_timestamp() as now from ${from} where m.publication = 'public' and ${within}
    order by m.supporters desc, m.published_at desc, m.id desc offset ${skip} limit ${page.limit + 1}`.execute(
    db,
  );
  const anchor = until ?? rows[0]?.now ?? null;
  return {
    items: await listTheseInFull(
      db,
      rows.slice(0, page.limit).map(({ id }) => id),
    ),
    ...turnsFrom({ until: anchor, skip }, { limit: page.limit, isMore: rows.length > page.limit }),
    among: isNarrow ? mostOrdered : null,
  };
}
