import { randomBytes } from 'node:crypto';
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

/** Copies the migrated template; needs the projects `server` or `pages`. Drop it in afterAll, connections closed. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('testServer');
  const name = `huiyin_${randomBytes(6).toString('hex')}`;
  const superUrl = serverUrl(server, 'postgres', 'postgres');
  await makeDatabase(superUrl, name, templateName);
  return {
    appUrl: serverUrl(server, 'huiyin_app', name),
    privateUrl: serverUrl(server, 'huiyin_private', name),
    ownerUrl: serverUrl(server, 'huiyin_owner', name),
    retentionUrl: serverUrl(server, 'huiyin_retention', name),
    backupUrl: serverUrl(server, 'huiyin_backup', name),
    drop: () =>
      asSuperuser(
        superUrl,
        async (client) => void (await client.query(`drop database ${name} with (force)`)),
      ),
  };
}
