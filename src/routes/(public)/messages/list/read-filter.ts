import { endOf, startOf } from '#domain/calendar.ts';
import { kinds } from '#domain/message.ts';
import { readBehind } from '#domain/statistics/behind-numbers.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import type { MessageFilter } from '#server/views/message-filter.ts';
import { officeName } from '#server/views/office-name.ts';
import { type Search, searchSorts } from '#server/views/searching/search-messages.ts';
import { knownTopics, type TopicView } from '#server/views/topics.ts';
import { type AskedLeader, type ChosenLeader, readLeader } from './read-leader.ts';
import { readPlaces, type Places } from './read-places.ts';

/** What a reader asked a list for, and what they could ask for beside it. */
export interface Chosen {
  filter: MessageFilter;
  /** The words to be found, how they are put in order, and whether nothing is said in other words. */
  search: Omit<Search, 'filter'> | null;
  /** The list, without words, has those first that most people met too. */
  bySupporters: boolean;
  /** The days as typed. */
  days: { from: string; to: string };
  /** The same as address words, for the links of the page; without the place in the list. */
  query: Record<string, string>;
  leader: ChosenLeader | null;
  /** A leader typed in words that fit several, or none. */
  who: AskedLeader | null;
  office: { id: number; name: string } | null;
  /** Null on the page of one leader or one region. */
  places: Places | null;
  topics: readonly TopicView[];
  /** False on the page of one topic. */
  choosesTopic: boolean;
  /** The topic whose sub-topics can be chosen. */
  topic: TopicView | null;
}

/** What the page itself fixes: a leader's page lists their messages alone. */
export interface Fixed {
  leader?: number;
  region?: string;
  topic?: number;
  office?: number;
}

const longestQuery = 100;
const statuses = ['waiting', 'in-progress', 'answered', 'ended'] as const;

/** Reads the filters from an address; whatever is no choice is passed over. */
export async function readFilter(asked: URLSearchParams, fixed: Fixed = {}): Promise<Chosen> {
  const db = board();
  const [all, { leader: one, who }, body, places] = await Promise.all([
    knownTopics(db),
    fixed.leader === undefined ? readLeader(asked) : { leader: null, who: null },
    fixed.office === undefined ? officeAsked(asked.get('office')) : null,
    fixed.leader === undefined && fixed.region === undefined ? readPlaces(asked) : null,
  ]);
  const choosesTopic = fixed.topic === undefined;
  const { topic, topicId } = choosesTopic ? topicAsked(all, asked) : { topic: null, topicId: undefined };
  const kind = kinds.find((each) => each === asked.get('kind'));
  const status = statuses.find((each) => each === asked.get('status'));
  const search = searchAsked(asked);
  const [from, to] = [dayAsked(asked.get('from')), dayAsked(asked.get('to'))];
  const on = (name: string) => (asked.get(name) === '1' ? true : undefined);
  const region = places?.code ?? undefined;
  const chosen = { leader: one?.id, office: body?.id, region, kind, topic: topicId, status };
  const marks = { pictures: on('pictures'), adopted: on('adopted') };
  const span = {
    from: from === undefined ? undefined : startOf(from),
    to: to === undefined ? undefined : endOf(to),
  };
  // The index of words knows nothing of what numbers count.
  const behind = search ? {} : readBehind(asked);
  const filter: MessageFilter = {
    ...given({ ...chosen, ...marks, ...span }),
    ...(Object.keys(behind).length > 0 && { behind: { ...behind, at: now() } }),
    ...fixed,
  };
  const bySupporters = !search && asked.get('sort') === 'supporters';
  const sorted = search && search.sort !== 'relevance' ? search.sort : undefined;
  const sort = bySupporters ? 'supporters' : sorted;
  const words = { q: search?.q, sort, exact: search?.exact ? 1 : undefined };
  const flags = { pictures: marks.pictures && 1, adopted: marks.adopted && 1 };
  const query = Object.fromEntries(
    Object.entries(given({ ...chosen, ...words, from, to, ...flags, ...behind })).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  return {
    ...{ filter, search, bySupporters, days: { from: from ?? '', to: to ?? '' } },
    ...{ query, leader: one, who, office: body, places, topics: all, choosesTopic, topic },
  };
}

function searchAsked(asked: URLSearchParams): Chosen['search'] {
  const q = [...(asked.get('q') ?? '').trim()].slice(0, longestQuery).join('');
  if (q === '') return null;
  const sort = searchSorts.find((each) => each === asked.get('sort')) ?? 'relevance';
  return { q, sort, exact: asked.get('exact') === '1' };
}

// A day that the calendar does not have is no choice.
function dayAsked(text: string | null): string | undefined {
  if (text === null || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : text;
}

async function officeAsked(text: string | null): Promise<{ id: number; name: string } | null> {
  if (text === null || !/^[1-9]\d{0,8}$/.test(text)) return null;
  const name = await officeName(Number(text));
  return name === undefined ? null : { id: Number(text), name };
}

function topicAsked(
  all: readonly TopicView[],
  asked: URLSearchParams,
): { topic: TopicView | null; topicId?: number } {
  const [wanted, sub] = [Number(asked.get('topic') ?? ''), Number(asked.get('sub') ?? '')];
  const topic = all.find((each) => each.id === wanted || each.subTopics.some((s) => s.id === wanted));
  if (!topic) return { topic: null };
  // A sub-topic left over from another topic no longer counts.
  const chosen = topic.subTopics.find((each) => each.id === sub)?.id;
  return { topic, topicId: chosen ?? (asked.has('sub') ? topic.id : wanted) };
}

function given<T extends object>(words: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
