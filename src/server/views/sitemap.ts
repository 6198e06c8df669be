import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';

/** A page in the map for search engines. */
export interface MappedPage {
  /** Its number, or a message's public code. */
  name: string;
  changedAt: Date | null;
}

/** One file of the map, and when something in it last changed, as far as that is known. */
export interface MapPiece {
  piece: number;
  changedAt: Date | null;
}

/** How many numbers a file stands for. Search engines take 50,000 addresses in one. */
const span = 20_000;

/** Whose pages are mapped by stretches of their numbers. */
export const mappedRooms = ['messages', 'leaders', 'offices'] as const;
export type MappedRoom = (typeof mappedRooms)[number];

const pages = {
  messages: sql`messages x where x.publication = 'public'`,
  leaders: sql`posts x where x.valid_to is null and x.receives`,
  offices: sql`offices x where x.valid_to is null and exists (select from posts p where p.office_id = x.id)`,
} as const satisfies Record<MappedRoom, RawBuilder<unknown>>;

/** The files that have anything in them: a look into an index for each, and for messages what changed of late. */
export async function mapPieces(db: Db, room: MappedRoom): Promise<MapPiece[]> {
  const changed =
    room === 'messages' ? lately : sql`select null::bigint as piece, null::timestamptz as at where false`;
  const { rows } = await sql<MapPiece>`
    select n::integer as piece, l.at as "changedAt"
    from generate_series(0, coalesce((select x.id from ${pages[room]} order by x.id desc limit 1), -1) / ${sql.lit(span)}) n
      left join (${changed}) l on l.piece = n
    where exists (select from ${pages[room]} and x.id >= n * ${sql.lit(span)} and x.id < (n + 1) * ${sql.lit(span)})
    order by n`.execute(db);
  return rows;
}

const watched = sql.lit(2_000);
// Older changes are not told: to know them the whole table would have to be read.
const lately = sql`select c.id / ${sql.lit(span)} as piece, max(c.at) as at from (
  (select m.id, m.published_at as at from messages m where m.publication = 'public' order by m.published_at desc, m.id desc limit ${watched})
  union all (select m.id, m.answered_at from messages m where m.publication = 'public' and m.answered_at is not null
    order by m.answered_at desc, m.id desc limit ${watched})) c group by 1`;

/** The pages of one file, read from one stretch of an index. */
export async function mapPiece(db: Db, room: MappedRoom, piece: number): Promise<MappedPage[]> {
  const shown = {
    messages: sql`x.code as name, greatest(x.published_at, x.answered_at) as "changedAt"`,
    leaders: sql`x.id::text as name, ${newest(sql`m.post_id = x.id`)} as "changedAt"`,
    offices: sql`x.id::text as name, ${newest(sql`m.answerable_id = x.id`)} as "changedAt"`,
  }[room];
  const { rows } = await sql<MappedPage>`
    select ${shown} from ${pages[room]} and x.id >= ${piece * span} and x.id < ${(piece + 1) * span} order by x.id`.execute(
    db,
  );
  return rows;
}

/** Provinces, cities and counties in force; what lies below them has no list of messages. */
export async function mapRegions(db: Db): Promise<MappedPage[]> {
  const levels = [
    [1, sql`m.province_code`],
    [2, sql`m.city_code`],
    [3, sql`m.region_code`],
  ] as const;
  const each = levels.map(
    ([level, column]) => sql`select r.code as name, ${newest(sql`${column} = r.code`)} as "changedAt"
      from regions r where r.level = ${sql.lit(level)} and r.valid_to is null`,
  );
  const { rows } =
    await sql<MappedPage>`${sql.join(each, sql` union all `)} order by name limit 50000`.execute(db);
  return rows;
}

// The newest of each standing, as lists are read: four looks into an index for a page.
function newest(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select max(n.published_at) from (values ('waiting'), ('in-progress'), ('answered'), ('ended')) s (standing)
    cross join lateral (select m.published_at from messages m where ${condition} and m.standing = s.standing
      and m.publication = 'public' order by m.published_at desc, m.id desc limit 1) n)`;
}
