import { sql } from 'kysely';
import type { Wanted } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { idsOf, type MessageFilter } from '../message-filter.ts';
import { askIndex, type Asking } from './ask-index.ts';
import type { FoundIds, Reach } from './reach.ts';
import { lookIn } from './look-in-texts.ts';

/** What is to be found, where the messages themselves must be asked whether it belongs to the filter. */
interface Finding {
  filter: MessageFilter;
  wanted: Wanted;
  asking: Omit<Asking, 'most' | 'counted'>;
  most: number;
  /** It is counted up to so many. */
  counted: number;
}

/**
 * What is found of one office, or waiting, in progress or ended. The messages of an office, or ended ones, are few beside those that a frequent word finds on
 * the whole board: there they are gone through. What is open is many of what the index finds open: there the search goes on until it is enough.
 */
export async function findStanding(db: Db, finding: Finding, reach: Reach): Promise<FoundIds> {
  const { filter, wanted, asking, most, counted } = finding;
  const isShort = filter.office !== undefined || filter.status === 'ended';
  const list = isShort ? await newestOf(db, filter, reach.mostOfList + 1) : null;
  const goThrough = async (ids: readonly number[], looked: number | null): Promise<FoundIds> => {
    const kept = await lookIn(db, ids, wanted);
    return { ids: kept.slice(0, most), total: kept.length, looked };
  };
  const lookUp = async (hits: number): Promise<FoundIds> => {
    const { ids } = await askIndex(db, { ...asking, most: hits, counted: 0 });
    const kept = await standingSo(db, ids, filter);
    const isEnough = ids.length < hits || kept.length >= Math.max(most, counted);
    return { ids: kept.slice(0, most), total: kept.length, looked: isEnough ? null : hits };
  };
  if (list && list.length <= reach.list) return goThrough(list, null);
  const first = await lookUp(reach.hits);
  if (first.looked === null) return first;
  if (!list) return lookUp(reach.mostHits);
  const isAll = list.length <= reach.mostOfList;
  return goThrough(list.slice(0, reach.mostOfList), isAll ? null : reach.mostOfList);
}

async function newestOf(db: Db, filter: MessageFilter, most: number): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`${idsOf(filter, { within: sql`true`, most: sql.lit(most) })}`.execute(db);
  return rows.map(({ id }) => id);
}

async function standingSo(
  db: Db,
  ids: readonly number[],
  { status, office }: MessageFilter,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select m.id from unnest(${ids}::bigint[]) with ordinality as f (id, n) join messages m on m.id = f.id
    where (${status ?? null}::text is null or m.standing = ${status ?? null}) and (${office ?? null}::bigint is null or m.answerable_id = ${office ?? null})
      and m.publication = 'public' order by f.n`.execute(db);
  return rows.map(({ id }) => id);
}
