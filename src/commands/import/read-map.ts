import fs from 'node:fs';
import { type ImportMap, readImportMap } from '../../domain/import/import-map.ts';

/** A map with its text as written. */
export interface WrittenMap {
  map: ImportMap;
  text: string;
}

/** Reads a map file; throws with every fault and its place in the map. */
export function readMap(path: string): WrittenMap {
  const text = fs.readFileSync(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  const read = readImportMap(json);
  if ('map' in read) return { map: read.map, text: JSON.stringify(json) };
  throw new Error(
    `${path} is no map that can be followed:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
}
