import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** One step of the database's shape: immutable once it has landed anywhere. */
export type MigrationFile = { id: number; name: string; sha256: string; sql: string };

/** The folder of the project's migrations. */
export const migrationsFolder = fileURLToPath(new URL('../../../../db/migrations/', import.meta.url));

/** Reads NNNN-name.sql files in the order of their numbers; refuses other names and numbers given twice. */
export function readMigrations(folder: string = migrationsFolder): MigrationFile[] {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.sql')) : [];
  const files = names.sort().map((name) => {
    const id = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (!id) throw new Error(`The migration ${name} is not named as in 0001-directory.sql.`);
    const sql = fs.readFileSync(path.join(folder, name), 'utf8');
    return { id, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
  const twice = files.find((file, at) => file.id === files[at - 1]?.id);
  if (twice) throw new Error(`Two migrations have the number ${twice.id}.`);
  return files;
}
