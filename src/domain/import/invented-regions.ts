import type { ListedRegion } from '../directory/tidy-division.ts';

/** Codes from here on are outside GB/T 2260: provinces, cities and counties that an import made. */
export const inventedFrom = 90;

/** Is this the code of a region that an import made? */
export function isInvented(code: string): boolean {
  return Number(code.slice(0, 2)) >= inventedFrom;
}

/** The names of a path such as 西地省/A市/A3区: province, city, county; undefined when it is none. */
export function regionPath(path: string): string[] | undefined {
  const names = path.split('/').map((name) => name.trim());
  return names.length <= 3 && names.every((name) => name !== '' && name.length <= 20) ? names : undefined;
}

/**
 * Lists the regions that are missing on the way to these paths, each with the next free code outside the national
 * list. `codes` knows the paths that have a code already; it learns the new ones.
 */
export function listInvented(paths: readonly string[], codes: Map<string, string>): ListedRegion[] {
  const listed: ListedRegion[] = [];
  for (const path of paths) {
    const names = regionPath(path) ?? [];
    names.forEach((name, at) => {
      const key = names.slice(0, at + 1).join('/');
      if (codes.has(key)) return;
      const parentCode = at === 0 ? null : (codes.get(names.slice(0, at).join('/')) ?? null);
      const code = nextCode(parentCode, at, new Set(codes.values()));
      codes.set(key, code);
      const level = (at + 1) as 1 | 2 | 3;
      const cityCode = level === 1 ? null : `${code.slice(0, 4)}00`;
      listed.push({ code, name, level, parentCode, provinceCode: `${code.slice(0, 2)}0000`, cityCode });
    });
  }
  return listed;
}

// Two digits a level, as in the national list; 00 stands for the region above.
function nextCode(parentCode: string | null, depth: number, taken: ReadonlySet<string>): string {
  const [first, above] = depth === 0 ? [inventedFrom, ''] : [1, (parentCode ?? '').slice(0, depth * 2)];
  for (let number = first; number <= 99; number += 1) {
    const code = `${above}${String(number).padStart(2, '0')}`.padEnd(6, '0');
    if (!taken.has(code)) return code;
  }
  throw new Error(`No code is left for another region under ${parentCode ?? 'the country'}.`);
}
