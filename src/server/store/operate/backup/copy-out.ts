import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { KeptTable } from './manifest.ts';
import { Tally } from './tally.ts';

/** What is copied: a table by its columns, or what a query finds. */
export interface Source {
  name: string;
  columns: string[];
  /** As COPY takes it. */
  from: string;
}

/** Told while a table is copied: bytes so far. */
export type Hear = (name: string, bytes: number) => void;

/** Where a copy goes, who hears of it, and what breaks it off. */
export interface CopyTo {
  folder: string;
  hear: Hear;
  signal?: AbortSignal | undefined;
}

/** Copies one table of the running snapshot into a packed file of the folder, as a stream. */
export async function copyOut(
  client: pg.ClientBase,
  source: Source,
  { folder, hear, signal }: CopyTo,
): Promise<KeptTable> {
  const file = `tables/${source.name}.zst`;
  const copied = client.query(copyTo(`copy ${source.from} to stdout`));
  const plain = new Tally();
  const packed = new Tally();
  plain.on('data', () => hear(source.name, plain.bytes));
  const pack = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  const disk = createWriteStream(path.join(folder, file), { flags: 'wx', mode: 0o600, flush: true });
  await pipeline([copied, plain, pack, packed, disk], signal ? { signal } : {});
  return {
    name: source.name,
    columns: source.columns,
    rows: copied.rowCount,
    bytes: plain.bytes,
    file,
    fileBytes: packed.bytes,
    sha256: packed.sha256(),
  };
}
