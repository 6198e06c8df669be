import { kinds } from '#domain/message.ts';
import { board } from '#server/views/board.ts';
import { leader } from '#server/views/leaders.ts';
import type { MessageFilter } from '#server/views/message-filter.ts';
import { officeName } from '#server/views/office-name.ts';
import { knownTopics, type TopicView } from '#server/views/topics.ts';
import { readPlaces, type Places } from './read-places.ts';

/** What a reader asked a list for, and what they could ask for beside it. */
export interface Chosen {
  filter: MessageFilter;
  /** The same as address words, for the links of the page; without the place in the list. */
  query: Record<string, string>;
  leader: { id: number; name: string } | null;
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
const statuses = ['waiting', 'in-progress', 'answered'] as const;

/** Reads the filters from an address; whatever is no choice is passed over. */
export async function readFilter(asked: URLSearchParams, fixed: Fixed = {}): Promise<Chosen> {
  const db = board();
  const [all, one, body, places] = await Promise.all([
    knownTopics(db),
    fixed.leader === undefined ? leaderAsked(asked.get('leader')) : null,
    fixed.office === undefined ? officeAsked(asked.get('office')) : null,
    fixed.leader === undefined && fixed.region === undefined ? readPlaces(asked) : null,
  ]);
  const choosesTopic = fixed.topic === undefined;
  const { topic, topicId } = choosesTopic ? topicAsked(all, asked) : { topic: null, topicId: undefined };
  const kind = kinds.find((each) => each === asked.get('kind'));
  const status = statuses.find((each) => each === asked.get('status'));
  const q = [...(asked.get('q') ?? '').trim()].slice(0, longestQuery).join('');
  const region = places?.code ?? undefined;
  const words = {
    ...{ leader: one?.id, office: body?.id, region, kind, topic: topicId, q: q || undefined },
    status,
  };
  const filter: MessageFilter = { ...given(words), ...fixed };
  const query = Object.fromEntries(
    Object.entries(given(words)).map(([name, value]) => [name, String(value)]),
  );
  return { filter, query, leader: one, office: body, places, topics: all, choosesTopic, topic };
}

async function leaderAsked(text: string | null): Promise<{ id: number; name: string } | null> {
  if (text === null || !/^[1-9]\d{0,8}$/.test(text)) return null;
  const found = await leader(board(), Number(text));
  return found ? { id: found.id, name: found.name } : null;
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
