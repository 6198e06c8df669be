import { setTimeout as pause } from 'node:timers/promises';
import { appPool } from '../db.ts';
import { isMigrated } from './migrate.ts';
import { readMigrations } from './migration-files.ts';

/** Whether requests can be answered: the database speaks, and it has the shape of this program. */
export type Readiness = { database: boolean; migrations: boolean };

const patienceMs = 2000;
const files = readMigrations();

/** Asks the database with the app role; answers within two seconds whatever happens. */
export async function readiness(): Promise<Readiness> {
  const silent: Readiness = { database: false, migrations: false };
  const asked = isMigrated(appPool(), files).then(
    (migrations): Readiness => ({ database: true, migrations }),
    () => silent,
  );
  return Promise.race([asked, pause(patienceMs, silent, { ref: false })]);
}
