import { readMigrationConfig, type DatabaseUrls } from '../server/config.ts';
import { openEmbedded } from '../server/store/operate/embedded.ts';
import { prepareExternal } from '../server/store/operate/prepare-external.ts';
import type { RoleName } from '../server/store/operate/role-names.ts';
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
  const passwords = Object.fromEntries(Object.values(urls).map((url) => passwordIn(url)));
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

/** The role an address signs in as, and its password: the one it is to have when it is made now. */
function passwordIn(address: string): [RoleName, string] {
  const { username, password } = new URL(address);
  return [decodeURIComponent(username) as RoleName, decodeURIComponent(password)];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
