import { type RawBuilder, sql } from 'kysely';
import type { Wanted } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';
import type { MessageFilter } from '../message-filter.ts';
import type { FoundIds } from './reach.ts';
import { mostCounted } from './search-cursor.ts';

interface Looking {
  filter: MessageFilter;
  wanted: Wanted;
  /** So many of the newest are wanted. */
  most: number;
}

/** What is wanted among the newest texts of the board, without the index: that many are looked through. */
export async function lookAmongNewest(
  db: Db,
  { filter, wanted, most }: Looking,
  texts: number,
): Promise<FoundIds> {
  const { status, office, from, to } = filter;
  const standing = status === undefined ? sql`true` : sql`m.standing = ${status}`;
  const of = office === undefined ? sql`true` : sql`m.answerable_id = ${office}`;
  const within = sql`published_at >= coalesce(${from ?? null}::timestamptz, '-infinity') and published_at < coalesce(${to ?? null}::timestamptz, 'infinity')`;
  const [{ rows }, { rows: more }] = await Promise.all([
    sql<{ id: number }>`
      select t.message_id as id from (select * from public_texts where ${within} order by published_at desc, message_id desc limit ${texts}) t
        join messages m on m.id = t.message_id
      where ${says(wanted)} and ${standing} and ${of} and m.publication = 'public'
      order by t.published_at desc, t.message_id desc limit ${mostCounted + 1} ${plannedAnew}`.execute(db),
    sql`select from public_texts where ${within} order by published_at desc offset ${texts} limit 1`.execute(
      db,
    ),
  ]);
  const looked = more.length > 0 ? texts : null;
  return { ids: rows.slice(0, most).map(({ id }) => id), total: rows.length, looked };
}

/** Those of these messages whose text says what is wanted, in the same order. */
export async function lookIn(db: Db, ids: readonly number[], wanted: Wanted): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select f.id from unnest(${ids}::bigint[]) with ordinality as f (id, n) join public_texts t on t.message_id = f.id
    where ${says(wanted)} order by f.n ${plannedAnew}`.execute(db);
  return rows.map(({ id }) => id);
}

// Whether a word stands in a text is told by what stands before it: to find its place takes longer.
function says({ groups, without }: Wanted): RawBuilder<unknown> {
  const before = (word: string) => sql`octet_length(split_part(t.folded, ${word}, 1))`;
  const all = [
    ...groups.map((group) =>
      sql.join(
        group.map((word) => sql`${before(word)} < octet_length(t.folded)`),
        sql` or `,
      ),
    ),
    ...without.map((word) => sql`${before(word)} = octet_length(t.folded)`),
  ];
  return sql.join(
    all.map((each) => sql`(${each})`),
    sql` and `,
  );
}
