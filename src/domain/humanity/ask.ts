import type { Draw } from './draws.ts';

/** A question in plain words for whoever runs no script, and everything that counts as its answer. */
export interface Question {
  text: string;
  answers: readonly string[];
}

/** One sort of question: the same draws make the same one. */
export type Ask = (draw: Draw) => Question;
