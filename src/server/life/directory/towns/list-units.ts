import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ListedUnit } from '../../../../domain/directory/tidy-towns.ts';
import { readFromTarball } from './read-tarball.ts';

/** The towns and communities of one city, or of a municipality's or province's own counties: what one transaction loads. */
export interface UnitBatch {
  /** The first four digits that all codes share. */
  prefix: string;
  towns: ListedUnit[];
  communities: ListedUnit[];
}

/** The prefixes of all batches in the list, in order. */
export async function batchPrefixes(tarball: string): Promise<string[]> {
  return [...(await townsByPrefix(tarball)).keys()].toSorted();
}

/** Streams the list batch by batch, only those wanted. */
export async function* unitBatches(tarball: string, wanted: ReadonlySet<string>): AsyncGenerator<UnitBatch> {
  const towns = await townsByPrefix(tarball);
  let batch: UnitBatch | undefined;
  for await (const unit of units(tarball, 'package/dist/villages.csv')) {
    const prefix = unit.code.slice(0, 4);
    if (!wanted.has(prefix)) continue;
    if (batch?.prefix !== prefix) {
      if (batch) yield batch;
      batch = { prefix, towns: towns.get(prefix) ?? [], communities: [] };
      towns.delete(prefix);
    }
    batch.communities.push(unit);
  }
  if (batch) yield batch;
  // Towns without any community.
  for (const [prefix, listed] of towns)
    if (wanted.has(prefix)) yield { prefix, towns: listed, communities: [] };
}

async function townsByPrefix(tarball: string): Promise<Map<string, ListedUnit[]>> {
  const towns = new Map<string, ListedUnit[]>();
  for await (const unit of units(tarball, 'package/dist/streets.csv')) {
    const prefix = unit.code.slice(0, 4);
    const listed = towns.get(prefix) ?? [];
    listed.push(unit);
    towns.set(prefix, listed);
  }
  return towns;
}

// Rows read code,"name",…; no name holds a quotation mark.
async function* units(tarball: string, file: string): AsyncGenerator<ListedUnit> {
  const lines = createInterface({
    input: Readable.from(readFromTarball(tarball, file)),
    crlfDelay: Infinity,
  });
  for await (const line of lines) {
    const [, code, name] = /^(\d+),"([^"]+)",/.exec(line) ?? [];
    if (code !== undefined && name !== undefined) yield { code, name };
    else if (line !== '' && !line.startsWith('code,')) throw new Error(`Not understood in ${file}: ${line}`);
  }
}
