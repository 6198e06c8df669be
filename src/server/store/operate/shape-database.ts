import pg from 'pg';
import { prepareJobTables } from './job-tables.ts';
import { keepOrder } from './keep-order.ts';
import { migrate, type Migrated } from './migrate.ts';
import type { MigrationFile } from './migration-files.ts';

/** Brings a database to the shape this program needs: its own tables, then those of the job queue. */
export async function shapeDatabase(ownerUrl: string, files?: MigrationFile[]): Promise<Migrated> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c role=huiyin_owner' });
  await client.connect();
  try {
    const migrated = await migrate(client, files);
    await keepOrder(client);
    await prepareJobTables(ownerUrl);
    return migrated;
  } finally {
    await client.end();
  }
}
