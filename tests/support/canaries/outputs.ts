import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { ask } from '../keeping.ts';

/** Every row of every table of a database, as text, without any key: bytes in hex. */
export async function dumped(url: string): Promise<Map<string, string>> {
  const tables = await ask<{ name: string }>(
    url,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_%' order by 1`,
  );
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await ask<{ t: string }>(url, `select t::text as t from ${name} t`);
    found.set(name, rows.map(({ t }) => t).join('\n'));
  }
  return found;
}

/** Every file below a folder, opened where it is packed. */
export function filesBelow(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = opened(fs.readFileSync(file));
    found.set(path.relative(folder, file), bytes.toString('latin1') + bytes.toString('utf8'));
  }
  return found;
}

const packed = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

function opened(bytes: Buffer): Buffer {
  return bytes.subarray(0, 4).equals(packed) ? zlib.zstdDecompressSync(bytes) : bytes;
}
