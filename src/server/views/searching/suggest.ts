import { sql } from 'kysely';
import { fold } from '../../../domain/searching/fold.ts';
import { narrowed, wantedOf } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { plannedAnew } from '../../store/prepared.ts';
import { cutWords } from '../../store/segment.ts';
import { findLeaders } from '../find-leaders.ts';
import { findRegion } from '../find-region.ts';
import { knownTopics } from '../topics.ts';
import { pairShares } from './pair-shares.ts';

/** What may be meant by what somebody has typed so far. */
export interface Suggestions {
  places: { code: string; name: string }[];
  leaders: { id: number; name: string; holder: string | null }[];
  topics: { id: number; name: string; nameEn: string }[];
  messages: { code: string; title: string }[];
}

const mostOfEach = 4;

/** Places (also in pinyin or initials), leaders, topics and the newest messages that fit what somebody has typed so far. */
export async function suggest(db: Db, typed: string): Promise<Suggestions> {
  const named = await namedSo(db, typed);
  return { ...named, messages: [...fold(typed)].length < 2 ? [] : await newestWith(db, typed) };
}

/** The same without messages: for the head of what a search found. */
export async function namedSo(db: Db, typed: string): Promise<Omit<Suggestions, 'messages'>> {
  const folded = fold(typed);
  if (folded === '') return { places: [], leaders: [], topics: [] };
  const [places, leaders, all] = await Promise.all([
    findRegion(db, folded, mostOfEach * 3),
    // A place has many posts: they are on its page.
    findLeaders(db, folded, mostOfEach),
    knownTopics(db),
  ]);
  const topics = all.flatMap((topic) => [topic, ...topic.subTopics]);
  return {
    places: places
      .filter(({ level }) => level <= 3)
      .slice(0, mostOfEach)
      .map(({ code, fullName }) => ({ code, name: fullName })),
    leaders: leaders.map(({ id, name, holder }) => ({ id, name, holder })),
    topics: topics
      .filter(
        ({ name, nameEn }) =>
          fold(name).includes(folded) || (folded.length > 2 && fold(nameEn).includes(folded)),
      )
      .slice(0, mostOfEach)
      .map(({ id, name, nameEn }) => ({ id, name, nameEn })),
  };
}

async function newestWith(db: Db, typed: string): Promise<Suggestions['messages']> {
  const { groups } = wantedOf(typed, cutWords, { exact: true });
  const { query, checks } = narrowed(groups, await pairShares(db));
  if (query === '') return [];
  const { rows } = await sql<Suggestions['messages'][number]>`
    select m.code, m.title from find_texts(${query}::tsquery, ${checks}::text[], '{}', null, null, null, ${mostOfEach}, 0) f ${plannedAnew},
      unnest(f.ids) with ordinality as i (id, n) join messages m on m.id = i.id
    where m.publication = 'public' order by i.n`.execute(db);
  return rows;
}
