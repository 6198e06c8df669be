import { type RawBuilder, sql } from 'kysely';
import { Refusal } from '../../domain/refusal.ts';
import { type Place, readCursor, writeCursor } from './cursor.ts';

/** Where a page of a list lies, and how long it is: from the newest on, after a place, or just before one. */
export interface ListPlace {
  after?: string | undefined;
  before?: string | undefined;
  limit: number;
}

/** The ways from a page: `next` continues where it ends, `previous` leads back to what stands before it. Null: there is nothing. */
export interface Ways {
  next: string | null;
  previous: string | null;
}

/** A place in the list and the way from it. */
export interface Turn extends Place {
  goesBack: boolean;
}

/** The place from which a page is asked for; null: the newest. */
export function turnOf({ after, before }: ListPlace): Turn | null {
  if (after !== undefined && before !== undefined) throw new Refusal('wrong-cursor');
  const cursor = after ?? before;
  return cursor === undefined ? null : { ...readCursor(cursor), goesBack: before !== undefined };
}

/** What lies ahead of a place, in the order in which it is read, as a condition; or what lies behind, with the place itself. */
export function beside(turn: Turn | null, side: 'ahead' | 'behind', columns: string): RawBuilder<unknown> {
  if (turn === null) return side === 'ahead' ? sql`true` : sql`false`;
  const sign = turn.goesBack === (side === 'ahead') ? '>' : '<';
  return sql`(${sql.raw(columns)}) ${sql.raw(side === 'ahead' ? sign : `${sign}=`)} (${turn.at}, ${turn.id})`;
}

/** What was read ahead of a place: one more than a page, nearest first; and whether anything lies behind it. */
interface ReadOn<Row> {
  found: readonly Row[];
  isBehind: boolean;
  limit: number;
  placeOf(row: Row): Place;
}

/** A page of what was read, the newest first, and the ways from it. */
export function pageOf<Row>(
  turn: Turn | null,
  { found, isBehind, limit, placeOf }: ReadOn<Row>,
): Ways & { rows: Row[] } {
  const rows = found.slice(0, limit);
  const isAhead = found.length > limit;
  if (turn?.goesBack) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const [isNewer, isOlder] = turn?.goesBack ? [isAhead, isBehind] : [isBehind, isAhead];
  // Of an empty page the way leads back to where it was asked from, and takes that place itself along.
  const at = (row: Row | undefined, step: 1 | -1) =>
    row ? placeOf(row) : turn && { at: turn.at, id: turn.id + step };
  const [newest, oldest] = [at(first, -1), at(last, 1)];
  return {
    rows,
    next: isOlder && oldest ? writeCursor(oldest) : null,
    previous: isNewer && newest ? writeCursor(newest) : null,
  };
}
