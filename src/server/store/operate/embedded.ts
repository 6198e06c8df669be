import path from 'node:path';
import pg from 'pg';
import { asSuperuser, makeDatabase } from './make-database.ts';
import { serverUrl, startPostgres, stopPostgres, type Server } from './postgres.ts';
import { embeddedProgram } from './program.ts';
import { prepareRoles } from './roles.ts';
import { shapeDatabase } from './shape-database.ts';

/** The program's own database, running and migrated. */
export type Embedded = {
  urls: Record<'app' | 'owner' | 'private' | 'retention' | 'backup', string>;
  /** Whether the server ran already when we came. */
  adopted: boolean;
  /** Ends our part; whoever leaves last stops the server. */
  leave(): Promise<void>;
};

const database = 'huiyin';
const presence = 'huiyin presence';

/**
 * Starts or adopts the server in `dataDir`, makes roles and database, migrates. `onLost`: the server went away.
 * `shape` brings the database to its shape; whoever saves or restores it leaves it as it is.
 */
export async function openEmbedded(
  dataDir: string,
  onLost: () => void,
  shape: (ownerUrl: string) => Promise<unknown> = shapeDatabase,
): Promise<Embedded> {
  const server = await startPostgres(path.join(dataDir, 'postgres'), embeddedProgram);
  const superUrl = serverUrl(server, 'postgres', 'postgres');
  const here = await bePresent(superUrl, onLost);
  const urls = {
    app: serverUrl(server, 'huiyin_app', database),
    owner: serverUrl(server, 'huiyin_owner', database),
    private: serverUrl(server, 'huiyin_private', database),
    retention: serverUrl(server, 'huiyin_retention', database),
    backup: serverUrl(server, 'huiyin_backup', database),
  };
  try {
    await asSuperuser(superUrl, async (client) => {
      // Held until this connection ends: two programs that start at once must not make the same things.
      await client.query("select pg_advisory_lock(hashtext('huiyin.prepare'))");
      await prepareRoles(client, server.passwords);
      await makeDatabase(superUrl, database);
    });
    await shape(urls.owner);
  } catch (error) {
    await here.leave(server);
    throw error;
  }
  return { urls, adopted: server.adopted, leave: () => here.leave(server) };
}

/** Holds one connection as a sign that this process uses the server, also to see when the server dies. */
async function bePresent(
  superUrl: string,
  onLost: () => void,
): Promise<{ leave(server: Server): Promise<void> }> {
  const client = new pg.Client({ connectionString: superUrl, application_name: presence, keepAlive: true });
  let leaving = false;
  client.on('error', () => {});
  client.once('end', () => leaving || onLost());
  await client.connect();
  return {
    async leave(server) {
      if (leaving) return;
      leaving = true;
      const others = await othersPresent(client);
      await client.end().catch(() => {});
      if (others === 0) await stopPostgres(server);
    },
  };
}

async function othersPresent(client: pg.Client): Promise<number> {
  try {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [presence],
    );
    return rows[0]?.count ?? 0;
  } catch {
    return 0;
  }
}
