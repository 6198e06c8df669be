import { mostCounted } from './search-cursor.ts';

/** The messages that were found. */
export interface FoundIds {
  /** The newest first, as many as were wanted at most. */
  ids: number[];
  total: number;
  /** Not all was looked through, only the newest so many: there may be more. */
  looked: number | null;
}

/** How far a search goes where the index knows only part of what is asked. */
export const usualReach = {
  /** One character alone is looked for among the newest texts of the board; if these do not fill what can be shown, in all of them by the pairs that it begins. */
  texts: 20_000,
  /** Of what the index finds, so many are looked up in the messages; where these are not enough, more. */
  hits: mostCounted + 1,
  mostHits: 30_000,
  /** The messages of an office, or those that ended, are gone through without the index where they are no more than this; of an office that has more, the newest of them for a word too frequent for the index. */
  list: 2000,
  mostOfList: 10_000,
};
export type Reach = typeof usualReach;
