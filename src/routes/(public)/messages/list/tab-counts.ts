import { shortReads } from '#server/views/board.ts';
import { readTotals } from '#server/views/numbers.ts';
import { scopeOfRegion, scopesOfTopic } from '#domain/statistics/scopes.ts';
import type { Chosen } from './read-filter.ts';

/** How many messages stand behind each tab. */
export interface TabCounts {
  all: number;
  waiting: number;
  'in-progress': number;
  answered: number;
  ended: number;
}

/** Exact counts of the tabs where the numbers of the house know them: for no filter or a single one; else none. */
export async function tabCounts(chosen: Chosen): Promise<TabCounts | null> {
  const scopes = scopesOf(chosen);
  if (!scopes) return null;
  const totals = await readTotals(shortReads(), scopes);
  const sum = (measure: 'public' | `public-${'waiting' | 'in-progress' | 'answered' | 'ended'}`): number =>
    [...totals.values()].reduce((total, each) => total + each[measure], 0);
  return {
    all: sum('public'),
    waiting: sum('public-waiting'),
    'in-progress': sum('public-in-progress'),
    answered: sum('public-answered'),
    ended: sum('public-ended'),
  };
}

/** How many ratings stand behind a list of rated messages: a message can be rated once for each answer. Null: no such list, or not known. */
export async function ratingsBehind(chosen: Chosen): Promise<number | null> {
  const { behind, ...filter } = chosen.filter;
  const measure = behind?.counted;
  if (measure !== 'rated' && measure !== 'satisfied') return null;
  const place = scopesOf({ ...chosen, filter });
  const { source } = behind ?? {};
  const scopes = source === undefined ? place : place?.[0] === 'all' ? [`source:${source}`] : null;
  if (!scopes || filter.status !== undefined) return null;
  const totals = await readTotals(shortReads(), scopes);
  return [...totals.values()].reduce((sum, each) => sum + each[measure], 0);
}

function scopesOf({ filter, search, topics }: Chosen): string[] | null {
  const { leader, office, region, kind, topic, from, to, pictures, adopted, behind } = filter;
  const given = [leader, office, region, kind, topic].filter((each) => each !== undefined).length;
  const unknown = [from, to, pictures, adopted, behind].some((each) => each !== undefined);
  if (search !== null || unknown || given > 1) return null;
  if (leader !== undefined) return [`post:${leader}`];
  if (office !== undefined) return [`office:${office}`];
  if (region !== undefined) return [scopeOfRegion(region)];
  if (kind !== undefined) return [`kind:${kind}`];
  if (topic === undefined) return ['all'];
  return scopesOfTopic(topics.find((each) => each.id === topic) ?? { id: topic });
}
