import { type Asked, type Bind, named, type Part } from './compose.ts';

/** A write of as many rows as it is given: what several steps write in the same way becomes one write. */
export interface SetPart {
  name: string;
  /** The columns of a row, as the database reads them from JSON. */
  columns: string;
  /** What is written; it reads the rows as `each_` and the name. */
  text: string;
  rows: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Said of the column by which rows meet a table. The planner takes a hundred rows from JSON for granted and reads whole
 * tables to meet them, or all running clocks of a kind; of a range, which leaves none out, it expects one, and goes by the index.
 */
export function isOneOfFew(column: string): string {
  return `${column} between 0 and 9223372036854775807`;
}

/** The same as parts of a statement that writes more. */
export function partsOf(sets: readonly SetPart[]): [name: string, part: Part][] {
  return sets.flatMap(({ name, columns, text, rows }): [string, Part][] => [
    [
      `each_${name}`,
      (bind: Bind) => `select * from json_to_recordset(${bind(JSON.stringify(rows))}) as r ${columns}`,
    ],
    [name, () => text],
  ]);
}

/** One statement for the writes of one step, or of several that write in the same way. */
export function statementOf(sets: readonly SetPart[]): Asked {
  const withs = sets.map(
    ({ name, columns, text }, i) =>
      `each_${name} as (select * from json_to_recordset($${i + 1}) as r ${columns}), ${name} as (${text})`,
  );
  return {
    statement: named(`with ${withs.join(', ')} select 1`),
    values: sets.map(({ rows }) => JSON.stringify(rows)),
  };
}

/** Joins the writes of several steps: those that write in the same way become one. */
export function joined(all: readonly (readonly SetPart[])[]): SetPart[][] {
  const alike = new Map<string, (readonly SetPart[])[]>();
  for (const sets of all) {
    const shape = sets.map(({ name, text }) => `${name} ${text}`).join('\n');
    alike.set(shape, [...(alike.get(shape) ?? []), sets]);
  }
  return [...alike.values()].map(([first = [], ...others]) =>
    first.map((set, i) => ({
      ...set,
      rows: [set, ...others.map((sets) => sets[i] as SetPart)].flatMap((s) => s.rows),
    })),
  );
}
