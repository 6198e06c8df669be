import { isRefusal } from '../domain/refusal.ts';
import { endSessions, type Whose } from '../server/access/end-sessions.ts';
import { now } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { openHouse } from '../open-house.ts';

const usage = `Whose?
  npm run sessions:end -- everybody | staff | citizens
  npm run sessions:end -- writer CODE     of whoever wrote this message
  npm run sessions:end -- member NAME     of the member of staff who signs in by this name`;

// npm run sessions:end -- WHOSE: ends sessions at once, and prints how many.
try {
  const whose = whoseIn(process.argv.slice(2));
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const { app, private: reading, owner, retention, backup } = database.urls;
    const urls = { app, private: reading, owner, retention, backup };
    const closeHouse = await openHouse({ ...config, database: urls });
    try {
      process.stdout.write(`Ended: ${await endSessions(whose, now())}\n`);
    } finally {
      await closeHouse();
    }
  } finally {
    await database.close();
  }
} catch (error) {
  const said = isRefusal(error) ? error.title('en') : error instanceof Error ? error.message : String(error);
  process.stderr.write(`${said}\n`);
  process.exitCode = 2;
}

function whoseIn([first = '', second = '']: string[]): Whose {
  if (first === 'everybody' || first === 'staff' || first === 'citizens') return { all: first };
  if (first === 'writer' && second) return { writerOf: second };
  if (first === 'member' && second) return { staffNamed: second };
  throw new Error(usage);
}
