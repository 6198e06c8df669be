import { named } from './compose.ts';
import type { Tx } from './tx.ts';

/** A rating without its words. */
export interface RatingRow {
  solved: number;
  attitude: number;
  speed: number;
  settled: boolean | null;
  wordsState: string;
}

const one = named(
  'select solved, attitude, speed, settled, words_state as "wordsState" from ratings where message_id = $1 and round = $2',
);

/** What was said of one answer so far. */
export async function ratingOf(tx: Tx, messageId: number, round: number): Promise<RatingRow | undefined> {
  return (await tx.rows<RatingRow>(one, [messageId, round]))[0];
}
