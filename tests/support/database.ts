import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { asSuperuser, makeDatabase } from '../../src/server/store/operate/make-database.ts';
import { serverUrl } from '../../src/server/store/operate/postgres.ts';
import { templateName } from './test-server.ts';

/** A migrated, empty database of one test file, with an address for each role. */
export type FreshDatabase = {
  appUrl: string;
  privateUrl: string;
  ownerUrl: string;
  retentionUrl: string;
  backupUrl: string;
  drop(): Promise<void>;
};

/** Copies the migrated template, or another; needs the projects `server` or `pages`. Drop it in afterAll, connections closed. */
export async function freshDatabase(template = templateName): Promise<FreshDatabase> {
  const server = inject('testServer');
  const name = `huiyin_${randomBytes(6).toString('hex')}`;
  const superUrl = serverUrl(server, 'postgres', 'postgres');
  await makeDatabase(superUrl, name, template);
  return {
    appUrl: serverUrl(server, 'huiyin_app', name),
    privateUrl: serverUrl(server, 'huiyin_private', name),
    ownerUrl: serverUrl(server, 'huiyin_owner', name),
    retentionUrl: serverUrl(server, 'huiyin_retention', name),
    backupUrl: serverUrl(server, 'huiyin_backup', name),
    drop: () =>
      asSuperuser(superUrl, async (client) => {
        await whenLeft(client, name);
        await client.query(`drop database ${name} with (force)`);
      }),
  };
}

/** Waits a second for the last to leave: a pool says that it has ended before its last connection has, and one that is told off in that moment throws an error that nobody hears. */
export async function whenLeft(client: pg.Client, name: string): Promise<void> {
  const inside = 'select count(*)::integer as n from pg_stat_activity where datname = $1';
  for (let looks = 0; looks < 40; looks += 1) {
    if ((await client.query<{ n: number }>(inside, [name])).rows[0]?.n === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
