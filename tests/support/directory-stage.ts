import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB, Db } from '../../src/server/store/db.ts';
import '../../src/server/store/db.ts';
import { freshDatabase } from './database.ts';

/** A fresh database as the app role sees it, without keys or pools of a process. */
export interface DirectoryStage {
  db: Db;
  /** Does the work in a transaction that is always undone, so that tests don't see each other's changes. */
  undone<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

class Undo extends Error {}

/** Opens the stage; close it in afterAll. */
export async function openDirectoryStage(): Promise<DirectoryStage> {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 3 });
  // A connection that is being closed may still hear that its database is dropped.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    async undone<T>(work: (tx: Db) => Promise<T>): Promise<T> {
      let result: { value: T } | undefined;
      try {
        await db.transaction().execute(async (tx) => {
          result = { value: await work(tx) };
          throw new Undo();
        });
      } catch (error) {
        if (!(error instanceof Undo) || !result) throw error;
      }
      return (result as { value: T }).value;
    },
    async close() {
      await db.destroy();
      await database.drop();
    },
  };
}
