import { sources, type Source } from '../message.ts';
import { daySteps } from './day-steps.ts';

/** What a number counts, as a list of the messages behind it can ask for it. */
export const countedAs = [
  ...(['replied', 'adopted', 'late', 'heard', 'heard-in-time', 'promised', 'on-time'] as const),
  ...(['asked', 'settled', 'rated', 'satisfied'] as const),
  ...daySteps.map((days) => `within-${days}` as const),
];
export type CountedAs = (typeof countedAs)[number];

/** The messages behind one number: what is counted, where it came in, at which office, published between two days. */
export interface BehindNumber {
  counted?: CountedAs;
  source?: Source;
  office?: number;
  /** First and last day of publication in Shanghai. */
  from?: string;
  to?: string;
}

/** Reads it from the words of an address; whatever is no choice is passed over. */
export function readBehind(asked: URLSearchParams): BehindNumber {
  const counted = countedAs.find((each) => each === asked.get('counted'));
  const source = sources.find((each) => each === asked.get('source'));
  const office = /^[1-9]\d{0,8}$/.exec(asked.get('office') ?? '')?.[0];
  const [from, to] = [dayIn(asked.get('from')), dayIn(asked.get('to'))];
  return {
    ...(counted && { counted }),
    ...(source && { source }),
    ...(office && { office: Number(office) }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

function dayIn(text: string | null): string | undefined {
  if (text === null || !/^20\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}
