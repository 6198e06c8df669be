import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { type DB, type Db } from '../../src/server/store/db.ts';
import type { Row } from '../row.ts';
import type { Stand } from '../stand.ts';
import { askedOfBoard, type Asked } from './plans-asked.ts';
import { readPlan } from './read-plan.ts';

/** The plans of the queries behind lists, pages and queues: how long each takes, and whether it reads far more than it shows. */
export async function measurePlans(stand: Stand, found: (row: Row) => void): Promise<void> {
  // The app role's address: it sees what the pages see.
  const client = new pg.Client({ connectionString: stand.urls.app });
  await client.connect();
  try {
    for (const asked of await askedOfBoard()) await measurePlan(client, stand, { asked, found });
  } finally {
    await client.end();
  }
}

async function measurePlan(
  client: pg.Client,
  stand: Stand,
  { asked, found }: { asked: Asked; found: (row: Row) => void },
): Promise<void> {
  for (const [n, { sql, parameters }] of (await recorded(stand.urls.app, asked.run)).entries()) {
    const plan = await readPlan(client, sql, parameters);
    const faults = plan.faults.length > 0 ? ` — ${plan.faults.join(', ')}` : '';
    found({
      name: `plan: ${asked.name}${n === 0 ? '' : `, query ${n + 1}`}`,
      value: plan.ms,
      unit: 'ms',
      limit: null,
      ratio: null,
      target: null,
      better: 'lower',
      note: `${plan.rowsRead} rows read, ${plan.buffers} buffers: ${plan.nodes.join(', ')}${faults}`,
    });
  }
}

/** The queries that a view sends, as it sends them. */
export async function recorded(url: string, run: (db: Db) => Promise<unknown>): Promise<CompiledQuery[]> {
  const sent: CompiledQuery[] = [];
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => void sent.push(event.query),
  });
  await run(db);
  await db.destroy();
  return sent;
}
