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
  /** Of a list that is narrowed only the newest are put in order: that many, where it has more. */
  among: number | null;
  /** This is as far as pages can be turned, and there are more. */
  goesOn: boolean;
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
  const listed = sql`with f as materialized (${idsOf(filter, { within, most: sql.lit(mostOrdered + 1) })})`;
  const from = isNarrow
    ? sql`(select id from f limit ${sql.lit(mostOrdered)}) f join messages m on m.id = f.id`
    : sql`messages m`;
  const listedCount = isNarrow ? sql`(select count(*)::integer from f)` : sql`0`;
  const { rows } = await sql<{ id: number; now: Date; listed: number }>`
    ${isNarrow ? listed : sql``} select m.id, clock_timestamp() as now, ${listedCount} as listed from ${from}
    where m.publication = 'public' and ${within}
    order by m.supporters desc, m.published_at desc, m.id desc offset ${skip} limit ${page.limit + 1}`.execute(
    db,
  );
  const anchor = until ?? rows[0]?.now ?? null;
  const isCut = (rows[0]?.listed ?? 0) > mostOrdered;
  const isMore = rows.length > page.limit;
  const isEnd = skip + page.limit >= mostOrdered;
  const shown = rows.slice(0, page.limit).map(({ id }) => id);
  return {
    items: await listTheseInFull(db, shown),
    ...turnsFrom({ until: anchor, skip }, { limit: page.limit, isMore, reach: mostOrdered }),
    among: isCut ? mostOrdered : null,
    goesOn: isEnd && (isMore || isCut),
  };
}
