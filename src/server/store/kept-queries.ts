import { CompiledQuery, type RawBuilder } from 'kysely';
import type { Db } from './db.ts';

/** A query whose text depends on its key alone, and on the values that it is given each time. */
export interface Keeping {
  key: string;
  /** Every value of the query, by identity: an array or a date of its own for each. */
  given: readonly object[];
}

interface KeptText {
  text: string;
  /** Which of the given values stands at each place. */
  places: readonly number[];
}

const texts = new Map<string, KeptText>();

/** Runs a query that is composed once and kept: a short page of a desk took longer to compose than to read. */
export async function askKept<Row>(
  db: Db,
  { key, given }: Keeping,
  compose: () => RawBuilder<Row>,
): Promise<Row[]> {
  const { text, places } = texts.get(key) ?? keep(db, { key, given }, compose());
  const values = places.map((place) => given[place]);
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, values))).rows;
}

function keep(db: Db, { key, given }: Keeping, query: RawBuilder<unknown>): KeptText {
  const { sql: text, parameters } = query.compile(db);
  const places = parameters.map((value) => given.indexOf(value as object));
  if (places.includes(-1)) throw new Error(`A value of the kept query ${key} is not among those given.`);
  const kept = { text, places };
  texts.set(key, kept);
  return kept;
}

/**
 * A query that is composed once and asked with another value each time. `compose` gets a stand-in for the value and may use nothing
 * else that changes: it is written where no request is in sight.
 */
export function composedOnce<Row, Value>(
  compose: (standIn: object) => RawBuilder<Row>,
): (db: Db, value: Value) => Promise<Row[]> {
  const standIn = {};
  let kept: { text: string; parameters: readonly unknown[] } | undefined;
  return async (db, value) => {
    if (!kept) {
      const { sql: text, parameters } = compose(standIn).compile(db);
      kept = { text, parameters };
    }
    const values = kept.parameters.map((each) => (each === standIn ? value : each));
    return (await db.executeQuery<Row>(CompiledQuery.raw(kept.text, values))).rows;
  };
}
