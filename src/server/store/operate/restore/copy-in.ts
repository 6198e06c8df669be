import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Hear } from '../backup/copy-out.ts';
import { quoted } from '../backup/find-tables.ts';
import type { KeptTable } from '../backup/manifest.ts';
import { Tally } from '../backup/tally.ts';

/** Loads one file of a backup into a table, as a stream; throws when it is not byte for byte and row for row what was saved. */
export async function copyIn(
  client: pg.ClientBase,
  kept: KeptTable,
  { into, folder, hear }: { into: string; folder: string; hear: Hear },
): Promise<void> {
  const columns = kept.columns.map(quoted).join(', ');
  const loaded = client.query(copyFrom(`copy ${into} (${columns}) from stdin`));
  const packed = new Tally();
  const plain = new Tally();
  plain.on('data', () => hear(kept.name, plain.bytes));
  const disk = createReadStream(path.join(folder, kept.file));
  await pipeline(disk, packed, createZstdDecompress(), plain, loaded);
  if (packed.sha256() !== kept.sha256 || plain.bytes !== kept.bytes || loaded.rowCount !== kept.rows)
    throw new Error(`${kept.file} changed while it was read: ${loaded.rowCount} of ${kept.rows} rows came.`);
}
