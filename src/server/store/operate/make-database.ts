import pg from 'pg';
import { databaseRights, schemaRights } from './roles.ts';

/** Makes a database with the rights of the roles, empty or as a copy of `template`. `superUrl` may do everything. */
export async function makeDatabase(superUrl: string, name: string, template?: string): Promise<void> {
  await asSuperuser(superUrl, async (client) => {
    // Page by page through the log, as is usual, takes four times as long.
    const copied = template ? ` template ${pg.escapeIdentifier(template)} strategy file_copy` : '';
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}${copied}`);
    for (const statement of databaseRights(name)) await client.query(statement);
  });
  const inside = new URL(superUrl);
  inside.pathname = `/${name}`;
  await asSuperuser(inside.href, async (client) => {
    for (const statement of schemaRights) await client.query(statement);
  });
}

/** Runs `work` on one connection and closes it whatever happens. */
export async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
