import { openHouse } from '../open-house.ts';
import { now as clockNow } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { countRetention } from '../server/life/retention/count-retention.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { printDue } from './keeping/print-due.ts';

// npm run retention: shows what has had its time, by rule, and deletes nothing; deletion is ordered under /desk/retention.
try {
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const { app, private: reading, owner, retention, backup } = database.urls;
    if (!retention) throw new Error('DATABASE_URL_RETENTION is not set: the retention role counts.');
    const closeHouse = await openHouse({
      ...config,
      database: { app, private: reading, owner, retention, backup },
    });
    try {
      printDue(await countRetention(clockNow()));
    } finally {
      await closeHouse();
    }
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
