import fs from 'node:fs';
import path from 'node:path';
import { openHouse } from '../../src/open-house.ts';
import { readConfig, type Config } from '../../src/server/config.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { throwawayFolder } from './test-server.ts';

/** A program made ready for one test file: its own database, keys, folder for pictures, and configuration. */
export type TestHouse = { config: Config; database: FreshDatabase; close(): Promise<void> };

/** Opens the house on a fresh database as a laptop would, on any free port; `env` changes the configuration. */
export async function openTestHouse(env: NodeJS.ProcessEnv = {}): Promise<TestHouse> {
  const database = await freshDatabase();
  const folder = throwawayFolder();
  const read = readConfig({ DATA_DIR: path.join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent', ...env });
  const { appUrl: app, ownerUrl: owner, privateUrl, retentionUrl: retention, backupUrl: backup } = database;
  const config: Config = { ...read, database: { app, owner, private: privateUrl, retention, backup } };
  const closeHouse = await openHouse(config);
  const close = async (): Promise<void> => {
    await closeHouse();
    await database.drop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { config, database, close };
}
