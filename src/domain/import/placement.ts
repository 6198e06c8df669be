/** One rule of a map: a pattern looked for in a text, and what it gives; $1…$9 and $& stand for what was found. */
export interface PlacementRule {
  name: string;
  /** With the flags g and u. */
  pattern: RegExp;
  gives: string;
}

/** How a map finds one fact of a message: passes in order; in a pass column by column, and in a column rule by rule. */
export interface Placement {
  passes: readonly { columns: readonly string[]; rules: readonly PlacementRule[] }[];
  fallback: { name: string; gives: string };
}

/** What a rule found, and its name as the report counts it. */
export interface Placed<T> {
  value: T;
  rule: string;
}

/** In a long text a rule may find much that is no place at all; so many finds are tried. */
const mostFinds = 50;

/**
 * The first find that `accept` can use, or the fallback; undefined when not even the fallback can be used.
 * A find that is not accepted (a place that is not in the directory) leaves the matter to the next rule.
 */
export function place<T>(
  placement: Placement,
  cells: Readonly<Record<string, string>>,
  accept: (gives: string) => T | undefined,
): Placed<T> | undefined {
  for (const { columns, rules } of placement.passes) {
    for (const column of columns) {
      for (const rule of rules) {
        const value = firstAccepted(rule, cells[column] ?? '', accept);
        if (value !== undefined) return { value, rule: `${rule.name} · ${column}` };
      }
    }
  }
  const { name, gives } = placement.fallback;
  const value = accept(gives);
  return value === undefined ? undefined : { value, rule: name };
}

/** The columns that a placement looks into. */
export function columnsOf(placement: Placement): string[] {
  return placement.passes.flatMap((pass) => pass.columns);
}

function firstAccepted<T>(
  rule: PlacementRule,
  text: string,
  accept: (gives: string) => T | undefined,
): T | undefined {
  const tried = new Set<string>();
  for (const match of text.matchAll(rule.pattern)) {
    const gives = filled(rule.gives, match);
    if (tried.has(gives)) continue;
    const value = accept(gives);
    if (value !== undefined) return value;
    if (tried.add(gives).size >= mostFinds) break;
  }
  return undefined;
}

function filled(gives: string, match: RegExpMatchArray): string {
  return gives.replace(/\$(&|[1-9])/g, (_, group: string) =>
    group === '&' ? match[0] : (match[Number(group)] ?? ''),
  );
}
