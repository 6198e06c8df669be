import fs from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { generateDirectory } from '../../src/server/life/directory/generation/generate-directory.ts';
import { seedCalendar } from '../../src/server/store/calendar.ts';
import { app, closeStore, openStore } from '../../src/server/store/db.ts';
import { loadKeys } from '../../src/server/store/keys.ts';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';
import { serverUrl } from '../../src/server/store/operate/postgres.ts';
import { type FreshDatabase, freshDatabase, whenLeft } from './database.ts';
import { throwawayFolder } from './test-server.ts';

const name = 'huiyin_stage';

/**
 * A copy of the database in which the whole directory and the calendar are made as of `start`; the first test file that wants
 * one makes it, since making it takes longer than most files.
 */
export async function freshStage(start: Date): Promise<FreshDatabase> {
  await asSuperuser(serverUrl(inject('testServer'), 'postgres', 'postgres'), async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('${name}'))`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const made = await makeStage(start);
    await whenLeft(client, made);
    // Under its name it is whole: whoever is killed before leaves one that nobody looks for.
    await client.query(`alter database ${made} rename to ${name}`);
  });
  return freshDatabase(name);
}

async function makeStage(start: Date): Promise<string> {
  const { appUrl, privateUrl, retentionUrl } = await freshDatabase();
  const folder = throwawayFolder();
  const keys = loadKeys(path.join(folder, 'keys.json'), true);
  openStore({ app: appUrl, private: privateUrl, retention: retentionUrl, keys });
  await app()
    .transaction()
    .execute(async (tx) => {
      await generateDirectory(tx, start);
      await seedCalendar(tx, start);
    });
  await closeStore();
  fs.rmSync(folder, { recursive: true, force: true });
  return new URL(appUrl).pathname.slice(1);
}
