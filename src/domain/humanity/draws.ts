/** Draws a whole number below another. */
export type Draw = (below: number) => number;

/** One of these. */
export function pick<T>(draw: Draw, from: readonly T[]): T {
  return from[draw(from.length)] as T;
}

/** Some of these, each once, in an order of their own. */
export function some<T>(draw: Draw, from: readonly T[], n: number): T[] {
  const left = [...from];
  return Array.from({ length: n }, () => left.splice(draw(left.length), 1)[0] as T);
}

/** A whole number from one to another, both counted in. */
export function between(draw: Draw, least: number, most: number): number {
  return least + draw(most - least + 1);
}

/** A sentence with its {names} filled. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
