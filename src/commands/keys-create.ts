import path from 'node:path';
import { createKeys } from '../server/store/keys.ts';

// npm run keys:create -- FILE: makes the key file that KEY_FILE names.
const given = process.argv[2];
if (!given) {
  process.stderr.write('Say where: npm run keys:create -- FILE\n');
  process.exit(2);
}
const file = path.resolve(given);
try {
  createKeys(file);
  process.stdout.write(
    `Keys made in ${file}, readable by you only. Set KEY_FILE=${file}.\n` +
      'Keep a copy away from the database: without it personal data cannot be read again.\n',
  );
} catch (error) {
  const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
  const reason = exists ? 'it exists already and is not overwritten' : (error as Error).message;
  process.stderr.write(`No keys made in ${file}: ${reason}.\n`);
  process.exit(1);
}
