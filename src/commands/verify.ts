import { readConfig } from '../server/config.ts';
import { loadKeys } from '../server/store/keys.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { verify } from '../server/store/operate/verify/verify.ts';
import { printFinding } from './keeping/print-finding.ts';

// npm run verify: proves the promises of the house over the whole database; ends with 1 when one is broken.
try {
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    if (!database.urls.backup)
      throw new Error('DATABASE_URL_BACKUP is not set: verify reads as the backup role.');
    const whole = await verify(database.urls.backup, loadKeys(config.keyFile, false), printFinding);
    process.stdout.write(whole ? 'Everything holds.\n' : 'Something is broken: see BREACH above.\n');
    process.exitCode = whole ? 0 : 1;
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
