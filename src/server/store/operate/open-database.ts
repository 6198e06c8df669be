import type { Embedded } from './embedded.ts';
import { openEmbedded } from './embedded.ts';

/** The addresses of the database, whichever server it is on, and how to let go of it. */
export type OpenDatabase = {
  urls: { app: string } & { [role in Exclude<keyof Embedded['urls'], 'app'>]: string | null };
  close(): Promise<void>;
};

/**
 * For commands: the external database if there is one, otherwise the embedded one: the running program's own, or
 * started for as long as the command runs.
 */
export async function openDatabase(config: {
  database: OpenDatabase['urls'] | null;
  dataDir: string;
}): Promise<OpenDatabase> {
  if (config.database) return { urls: config.database, close: async () => {} };
  const embedded = await openEmbedded(config.dataDir, () => {
    process.stderr.write('The database server has ended; nothing more can be done.\n');
    process.exit(1);
  });
  return { urls: embedded.urls, close: embedded.leave };
}
