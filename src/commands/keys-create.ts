import path from 'node:path';
import { addKey, createKeys } from '../server/store/keys.ts';

// npm run keys:create -- FILE: makes the key file that KEY_FILE names; --sealing and --push add what an older one lacks.
const [given, also] = process.argv.slice(2);
const kind = ({ '--sealing': 'sealing', '--push': 'push' } as const)[also ?? ''];
if (!given || (also !== undefined && kind === undefined)) {
  process.stderr.write('Say where: npm run keys:create -- FILE [--sealing | --push]\n');
  process.exit(2);
}
const file = path.resolve(given);
try {
  if (kind) add(kind);
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

function add(lacking: 'sealing' | 'push'): void {
  process.stdout.write(
    addKey(file, lacking)
      ? `A ${lacking} key was added to ${file}. Start the worker again, and keep a new copy of the file.\n`
      : `${file} has a ${lacking} key already.\n`,
  );
}
