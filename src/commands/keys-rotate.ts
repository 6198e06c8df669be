import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { keyLists, loadKeys } from '../server/store/keys.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { type RotationUrls, withClients } from '../server/store/operate/rotate/batches.ts';
import { moveFingerprints } from '../server/store/operate/rotate/fingerprints.ts';
import { givePictureKeys } from '../server/store/operate/rotate/picture-keys.ts';
import { rewrapAll, rowsByKey } from '../server/store/operate/rotate/rewrap.ts';
import { announceKeys, promoteKeys, retireKeys } from '../server/store/operate/rotate/rotate-keys.ts';
import { reasonsInTheClear, sealReasons } from '../server/store/operate/rotate/seal-reasons.ts';
import { olderKeys } from '../server/store/operate/rotate/still-needed.ts';

// npm run keys:rotate: fresh keys of every kind protect what was protected by older ones, while everything runs.
// -- --announce only makes them known, for a file that has to be carried to other machines first; -- --rewrap uses what was
// announced, and goes on with one that was stopped; -- --retire takes keys out of the file that nothing needs any more.
const [also, ...more] = process.argv.slice(2);
const ways = ['--announce', '--rewrap', '--retire'];
/** By then every process on this machine has read the file again. */
const knownAfterMs = 12_000;
if (more.length > 0 || (also !== undefined && !ways.includes(also))) {
  process.stderr.write(`npm run keys:rotate [-- ${ways.join(' | ')}]\n`);
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
    const urls = { backup, retention };
    if (also === '--retire') await retire(urls, config.keyFile);
    else if (also === '--rewrap') await rewrap(urls, config.keyFile);
    else await rotate(urls, config.keyFile);
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function rotate(urls: RotationUrls, file: string): Promise<void> {
  const ids = announceKeys(file);
  const named = Object.entries(ids).map(([kind, id]) => `${kind} ${id}`);
  say(`Fresh keys in ${file}: ${named.join(', ')}. Keep a new copy of the file, away from the database.`);
  if (also === '--announce') {
    say('Carry the file to every machine, then: npm run keys:rotate -- --rewrap');
    return;
  }
  await pause(knownAfterMs);
  await rewrap(urls, file);
}

async function rewrap(urls: RotationUrls, file: string): Promise<void> {
  if (promoteKeys(file, now()) > 0) say('The fresh keys are used for what is new.');
  const keys = loadKeys(file, false);
  await withClients(urls, async (clients) => {
    say(`${await givePictureKeys(clients, keys)} pictures from before have a key of their own.`);
    const done = await rewrapAll(urls, keys, (table, n) => say(`${table}: ${n}`));
    say(`${done} keys wrapped anew. Running processes take the fresh key up within seconds.`);
    say(`${await moveFingerprints(clients, keys)} fingerprints of phones made anew.`);
    say(
      `${await sealReasons(clients, keys)} reasons of looks sealed, ${await reasonsInTheClear(clients)} left.`,
    );
  });
  say('The worker makes the search tokens of private texts anew.');
  say('Backups made before need the older keys: retire them (-- --retire) when those backups are gone.');
}

async function retire(urls: RotationUrls, file: string): Promise<void> {
  const keys = loadKeys(file, false);
  const needed = await rowsByKey(urls.backup);
  const older = keys.wrapping.slice(1).map(({ id }) => id);
  const idle = older.filter((id) => !needed.has(id));
  for (const id of older.filter((each) => needed.has(each)))
    say(`${id} still protects ${needed.get(id)} rows: npm run keys:rotate -- --rewrap`);
  retireKeys(file, idle);
  const found = await withClients(urls, (clients) =>
    olderKeys(clients, { keys, lists: keyLists(file), now: now() }),
  );
  for (const { kind, id, needs } of found) {
    if (needs.length > 0) say(`${id} (${kind}) stays: ${needs.join('; ')}.`);
    else retireKeys(file, [id], kind);
  }
  const gone = [...idle, ...found.filter(({ needs }) => needs.length === 0).map(({ id }) => id)];
  say(gone.length > 0 ? `Taken out of ${file}: ${gone.join(', ')}.` : 'No key was taken out.');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
