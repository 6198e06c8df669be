import type { Measure } from '../measures.ts';
import { hiddenCells } from './hidden-cells.ts';
import type { Share } from './rates.ts';

/** Where the public messages of one thing stand, as a table or a row of figures shows it; null: hidden. */
export interface StandingCells {
  published: number | null;
  waiting: number | null;
  progress: number | null;
  answered: number | null;
  /** How many of the published ones have a final answer; null also where nothing is published. */
  reply: Share | null;
}

const columns = [
  'public',
  'public-waiting',
  'public-in-progress',
  'public-answered',
  'public-ended',
  'replied',
] as const satisfies readonly Measure[];
type Column = (typeof columns)[number];
type Masks = Record<Column, boolean[]>;

/**
 * The cells of things that are parts of one whole. Two sums could tell a hidden one: its column's, and its row's (what is not
 * answered yet waits, is in progress or ended), so cells are hidden until neither does.
 */
export function standingCells(rows: readonly Readonly<Record<Measure, number>>[]): StandingCells[] {
  const values = (column: Column) => rows.map((row) => row[column]);
  let masks = Object.fromEntries(columns.map((column) => [column, hiddenCells(values(column))])) as Masks;
  for (let before = -1; before !== hiddenIn(masks);) {
    before = hiddenIn(masks);
    masks = byColumn(byRow(rows, masks), values);
  }
  return rows.map((row, at) => {
    const shown = (column: Column) => (masks[column][at] ? null : row[column]);
    const [part, ground] = [shown('replied'), shown('public')];
    return {
      published: ground,
      ...{ waiting: shown('public-waiting'), progress: shown('public-in-progress') },
      answered: shown('public-answered'),
      reply: part === null || !ground ? null : { part, ground },
    };
  });
}

// Nearly every reply is an answer that stands: either of the two tells the other.
function byColumn(masks: Masks, values: (column: Column) => number[]): Masks {
  const either = masks.replied.map((hidden, at) => hidden || (masks['public-answered'][at] ?? false));
  const joined: Masks = { ...masks, replied: either, 'public-answered': either };
  return Object.fromEntries(
    columns.map((column) => [column, hiddenCells(values(column), joined[column])]),
  ) as Masks;
}

function byRow(rows: readonly Readonly<Record<Measure, number>>[], masks: Masks): Masks {
  const unanswered = ['public-waiting', 'public-in-progress', 'public-ended'] as const;
  const next = Object.fromEntries(columns.map((column) => [column, [...masks[column]]])) as Masks;
  rows.forEach((row, at) => {
    const hidden = hiddenCells(
      unanswered.map((column) => row[column]),
      unanswered.map((column) => masks[column][at] ?? false),
    );
    unanswered.forEach((column, i) => {
      next[column][at] = hidden[i] ?? false;
    });
  });
  return next;
}

function hiddenIn(masks: Masks): number {
  return columns.reduce((sum, column) => sum + masks[column].filter(Boolean).length, 0);
}
