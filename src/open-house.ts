import { databaseUrl, type Config } from './server/config.ts';
import { adoptConfig } from './server/current-config.ts';
import { ConfigError } from './server/env-reader.ts';
import { filesAt } from './server/pictures/picture-files.ts';
import { openPictures } from './server/pictures/pictures-room.ts';
import { appPool, closeStore, openStore } from './server/store/db.ts';
import { KeyRing } from './server/store/key-ring.ts';
import { assertModest } from './server/store/operate/modest.ts';

/**
 * Opens everything a process works with: configuration, keys, database, pictures. Every process and command does this
 * once, with the addresses of the database in `config`. Returns what closes it again.
 */
export async function openHouse(config: Config): Promise<() => Promise<void>> {
  adoptConfig(config);
  const keys = new KeyRing(config.keyFile, config.mode === 'embedded');
  if (config.push && keys.current().push.length === 0) {
    const remedy = 'Add one with: npm run keys:create -- FILE --push';
    throw new ConfigError([
      { variable: 'KEY_FILE', problem: 'holds no key for push, and PUSH is on', remedy },
    ]);
  }
  openStore({
    app: databaseUrl(config, 'app'),
    private: config.database?.private ?? undefined,
    retention: config.database?.retention ?? undefined,
    replica: config.replica ?? undefined,
    keys,
  });
  try {
    await assertModest(appPool());
    openPictures(config.dataDir, filesAt(config), config.clamd);
  } catch (error) {
    await closeStore();
    throw error;
  }
  return closeStore;
}
