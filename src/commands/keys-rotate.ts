import { readConfig } from '../server/config.ts';
import { loadKeys } from '../server/store/keys.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { rewrapAll, type RotationUrls, rowsByKey } from '../server/store/operate/rotate/rewrap.ts';
import { retireKeys, rotateKeys } from '../server/store/operate/rotate/rotate-keys.ts';

// npm run keys:rotate: a fresh wrapping key protects what was protected by older ones, while everything runs.
// -- --rewrap goes on with one that was stopped; -- --retire takes keys out of the file that protect nothing any more.
const [also, ...more] = process.argv.slice(2);
if (more.length > 0 || (also !== undefined && also !== '--rewrap' && also !== '--retire')) {
  process.stderr.write('npm run keys:rotate [-- --rewrap | --retire]\n');
  process.exit(2);
}
try {
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const { backup, retention } = database.urls;
    if (!backup || !retention)
      throw new Error(
        'Keys are read as backup role and exchanged as retention role: set the addresses of both.',
      );
    if (also === '--retire') await retire(backup, config.keyFile);
    else await rotate({ backup, retention }, config.keyFile);
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function rotate(urls: RotationUrls, file: string): Promise<void> {
  if (also === undefined) {
    const { wrapping, sealing } = rotateKeys(file);
    say(
      `Fresh keys in ${file}: ${wrapping} wraps, ${sealing} seals. Keep a new copy of the file, away from the database.`,
    );
  }
  const done = await rewrapAll(urls, loadKeys(file, false), (table, n) => say(`${table}: ${n}`));
  say(`${done} keys wrapped anew. Running processes take the fresh key up within seconds.`);
  say('Backups made before need the older keys: retire them (-- --retire) when those backups are gone.');
}

async function retire(url: string, file: string): Promise<void> {
  const [newest, ...older] = loadKeys(file, false).wrapping.map(({ id }) => id);
  const needed = await rowsByKey(url);
  const idle = older.filter((id) => !needed.has(id));
  for (const id of older.filter((each) => needed.has(each)))
    say(`${id} still protects ${needed.get(id)} rows: npm run keys:rotate -- --rewrap`);
  retireKeys(file, idle);
  say(
    idle.length > 0 ? `Taken out of ${file}: ${idle.join(', ')}. ${newest} stays.` : 'No key was taken out.',
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
