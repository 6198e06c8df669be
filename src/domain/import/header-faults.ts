import type { ImportMap } from './import-map.ts';
import { columnsOf, type Placement } from './placement.ts';

/** What is wrong between a map and the first line of a file: columns that are missing, double, or that the map says nothing of. */
export function headerFaults(map: ImportMap, header: readonly string[]): string[] {
  const used = new Set([...Object.values(map.columns), ...placementsOf(map).flatMap(columnsOf)]);
  const leftOut = Object.keys(map.leftOut);
  const quoted = (names: string[]): string => names.map((name) => `“${name}”`).join(', ');
  const missing = [...used, ...leftOut].filter((name) => !header.includes(name));
  const double = header.filter((name, at) => header.indexOf(name) !== at);
  const unsaid = header.filter((name) => !used.has(name) && !leftOut.includes(name));
  return [
    ...(missing.length > 0
      ? [`The file has no column ${quoted(missing)}; it has ${quoted([...header])}.`]
      : []),
    ...(double.length > 0 ? [`The file has more than one column ${quoted(double)}.`] : []),
    ...(unsaid.length > 0
      ? [`The map says nothing of ${quoted(unsaid)}: use each, or name it in leftOut.`]
      : []),
  ];
}

function placementsOf({ region, leader, kind, topic, unit }: ImportMap): Placement[] {
  return [region, leader, kind, topic, unit];
}
