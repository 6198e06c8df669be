import path from 'node:path';
import { createKeys } from '../server/store/keys.ts';
import { addSealingKey } from '../server/store/operate/rotate/rotate-keys.ts';

// npm run keys:create -- FILE: makes the key file that KEY_FILE names; --sealing adds what an older one lacks.
const [given, also] = process.argv.slice(2);
if (!given || (also !== undefined && also !== '--sealing')) {
  process.stderr.write('Say where: npm run keys:create -- FILE [--sealing]\n');
  process.exit(2);
}
const file = path.resolve(given);
try {
  if (also) addSealing();
  else create();
} catch (error) {
  const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
  const reason = exists ? 'it exists already and is not overwritten' : (error as Error).message;
  process.stderr.write(`No keys made in ${file}: ${reason}.\n`);
  process.exit(1);
}

function create(): void {
  createKeys(file);
  process.stdout.write(
    `Keys made in ${file}, readable by you only. Set KEY_FILE=${file}.\n` +
      'Keep a copy away from the database: without it personal data cannot be read again.\n',
  );
}

function addSealing(): void {
  const added = addSealingKey(file);
  process.stdout.write(
    added
      ? `A sealing key was added to ${file}. Start the worker again, and keep a new copy of the file.\n`
      : `${file} has a sealing key already.\n`,
  );
}
