import { rateNames, type RateName } from '../statistics/rates.ts';
import type { OpenCell, OpenFormat } from './open-message.ts';

const spoken = (name: RateName) => name.replace('-', '_');

/** A field of the daily numbers: its name, its type (Frictionless), and what it is. */
export const numberFields: readonly (readonly [name: string, type: string, meaning: string])[] = [
  ['on', 'date', 'The day on which they were counted'],
  ['within', 'string', 'Of what it is a part: all, or regions/510000, topics/12'],
  ['of', 'string', 'all, regions, leaders, topics, kinds, sources, offices or months'],
  ['id', 'string', 'Its code or number; a month as 2026-11'],
  ['name', 'string', 'Its name'],
  ['published', 'integer', 'Public messages; empty: hidden, one to four or what would tell them'],
  ['replied', 'integer', 'Those with a final answer'],
  ['late', 'integer', 'Open and past the time told'],
  ...rateNames.flatMap((name) => [
    [`${spoken(name)}_part`, 'integer', `Part of the ${name} rate`] as const,
    [`${spoken(name)}_ground`, 'integer', `Ground of the ${name} rate`] as const,
  ]),
  ['median_days', 'integer', 'Working days in which half of the first answers came; 31: 31–60, 61: more'],
  ['ninetieth_days', 'integer', 'Working days in which nine tenths came'],
  ['received', 'integer', 'Received, of the country alone'],
  ['adopted', 'integer', 'Suggestions adopted, of the country alone'],
  ['private', 'integer', 'Kept private, of the country and its months alone'],
];

/** One row of the daily numbers. */
export type OpenNumber = Readonly<Record<string, OpenCell>>;

/** The name of the file of the numbers: numbers.csv. */
export function numbersFile(format: OpenFormat): string {
  return `numbers.${format}`;
}
