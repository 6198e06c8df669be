import { readMigrationConfig, type DatabaseUrls } from '../server/config.ts';
import { openEmbedded } from '../server/store/operate/embedded.ts';
import { passwordsIn, prepareExternal } from '../server/store/operate/prepare-external.ts';
import { shapeDatabase } from '../server/store/operate/shape-database.ts';

// npm run migrate: brings the database to the shape of this program, before its processes start.
try {
  const { mode, dataDir, urls } = readMigrationConfig(process.env);
  if (mode === 'embedded') {
    const embedded = await openEmbedded(dataDir, () => {});
    await embedded.leave();
    say(`The database in ${dataDir} is migrated.`);
  } else {
    await migrateExternal(urls);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function migrateExternal(urls: Partial<Record<keyof DatabaseUrls, string>>): Promise<void> {
  const ownerUrl = urls.owner ?? '';
  const passwords = passwordsIn(Object.values(urls));
  const made = await prepareExternal(ownerUrl, passwords);
  for (const role of made) {
    say(
      `Made the role ${role}${passwords[role] ? '' : ', without a password: no address given here signs in as it'}.`,
    );
  }
  const { landed } = await shapeDatabase(ownerUrl);
  for (const name of landed) say(`Landed ${name}.`);
  say('The database is migrated.');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
