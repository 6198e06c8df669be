import type { Measure } from '#domain/measures.ts';
import type { Counts, Numbers } from '#server/views/numbers.ts';

/** The numbers of several scopes as those of one, such as a topic with all its sub-topics; undefined for none. */
export function addNumbers(all: Iterable<Numbers>): Numbers | undefined {
  const [first, ...rest] = all;
  if (!first) return undefined;
  const months = new Map(first.months.map(({ month, counts }) => [month, counts]));
  let total = first.total;
  for (const each of rest) {
    total = addCounts(total, each.total);
    for (const { month, counts } of each.months) {
      const known = months.get(month);
      months.set(month, known ? addCounts(known, counts) : counts);
    }
  }
  const ordered = [...months].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { total, months: ordered.map(([month, counts]) => ({ month, counts })) };
}

/** Two counts as one. */
export function addCounts(one: Counts, other: Counts): Counts {
  const measures = Object.keys(one) as Measure[];
  return Object.fromEntries(measures.map((measure) => [measure, one[measure] + other[measure]])) as Counts;
}
