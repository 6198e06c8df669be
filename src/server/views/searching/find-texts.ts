import { sql } from 'kysely';
import { beginningsOf, narrowed, type Wanted } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import type { MessageFilter } from '../message-filter.ts';
import { askIndex } from './ask-index.ts';
import { findStanding } from './find-standing.ts';
import { lookAmongNewest } from './look-in-texts.ts';
import { marksOf, topicsIn } from './marks-of.ts';
import { moreThanCounted } from './more-than-counted.ts';
import { pairShares } from './pair-shares.ts';
import { type FoundIds, type Reach, usualReach } from './reach.ts';
import { mostCounted, mostOrdered, type SearchPlace } from './search-cursor.ts';

/** What was found. */
export interface Found extends FoundIds {
  /** What was published later is not in the pages that follow. */
  until: Date | null;
}

/** What is to be found, and up to which moment; all of the search but its order. */
export interface Finding {
  filter: MessageFilter;
  wanted: Wanted;
  until: SearchPlace['until'] | undefined;
  /** So many of the newest are wanted. */
  most: number;
  /** Whether it is asked how many there are. */
  counts: boolean;
}

/** The newest public texts that say what is wanted, and how many there are. */
export async function findTexts(db: Db, finding: Finding, reach: Reach = usualReach): Promise<Found> {
  const found = await findIds(db, finding, reach);
  return { ...found, until: await publishedAt(db, found.ids[0]) };
}

async function findIds(db: Db, finding: Finding, reach: Reach): Promise<FoundIds> {
  const { wanted, most, counts } = finding;
  const filter = upTo(finding.filter, finding.until);
  const marks = marksOf(filter, filter.topic === undefined ? [] : await topicsIn(db, filter.topic));
  const { query: pairs, checks } = narrowed(wanted.groups, await pairShares(db));
  const paired = [pairs, ...marks].filter(Boolean).join(' & ');
  const among = paired === '' ? await lookAmongNewest(db, { filter, wanted, most }, reach.texts) : null;
  if (among && (among.looked === null || among.total > mostOrdered)) return among;
  const { status, office, from, to } = filter;
  const isOpen = status === 'waiting' || status === 'in-progress';
  // What ended is so little of what a word finds that the index would have to be read to its end for it.
  const standing = isOpen ? 'open' : status === 'answered' ? status : null;
  const query = among ? beginningsOf(wanted.groups) : paired;
  const asking = { query, checks, without: wanted.without, standing, from: from ?? null, to: to ?? null };
  const manyAs = JSON.stringify([query, checks, wanted.without, status, office, from, finding.filter.to]);
  const isMany = counts && moreThanCounted.get(db, manyAs) === true;
  const counted = !counts || isMany ? 0 : mostCounted + 1;
  // Which of the open ones wait and which are in progress, and who answers for them now, only the messages know.
  const found =
    isOpen || status === 'ended' || office !== undefined
      ? await findStanding(db, { filter, wanted, asking, most, counted }, reach)
      : { ...(await askIndex(db, { ...asking, most, counted })), looked: null };
  if (found.total > mostCounted) moreThanCounted.put(db, manyAs, true);
  // Where not as many are there as are wanted, all were looked at.
  return isMany && found.ids.length === most ? { ...found, total: mostCounted + 1, looked: null } : found;
}

// Up to and with the moment of the newest shown: the database keeps finer times than travel in an address.
function upTo(filter: MessageFilter, until: Date | undefined): MessageFilter {
  const end = until === undefined ? undefined : new Date(until.getTime() + 1);
  return end === undefined || (filter.to && filter.to < end) ? filter : { ...filter, to: end };
}

async function publishedAt(db: Db, id: number | undefined): Promise<Date | null> {
  if (id === undefined) return null;
  const { rows } = await sql<{ at: Date }>`select published_at as at from messages where id = ${id}`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}
