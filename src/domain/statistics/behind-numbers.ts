import { sources, type Source } from '../message.ts';
import { daySteps } from './day-steps.ts';

/** What a number counts, as a list of the messages behind it can ask for it. */
export const countedAs = [
  ...(['replied', 'adopted', 'late', 'heard', 'heard-in-time', 'promised', 'on-time'] as const),
  ...(['asked', 'settled', 'rated', 'satisfied', 'timed'] as const),
  ...daySteps.map((days) => `within-${days}` as const),
];
export type CountedAs = (typeof countedAs)[number];

/** The messages behind one number: what is counted, and where it came in. */
export interface BehindNumber {
  counted?: CountedAs;
  source?: Source;
}

/** Reads it from the words of an address; whatever is no choice is passed over. */
export function readBehind(asked: URLSearchParams): BehindNumber {
  const counted = countedAs.find((each) => each === asked.get('counted'));
  const source = sources.find((each) => each === asked.get('source'));
  return { ...(counted && { counted }), ...(source && { source }) };
}
