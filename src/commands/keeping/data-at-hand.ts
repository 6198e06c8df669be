import { openEmbedded } from '../../server/store/operate/embedded.ts';

type Urls = Partial<Record<'app' | 'owner' | 'private' | 'retention' | 'backup', string>>;

/** The database that is saved or restored, left in whatever shape it has. */
export async function dataAtHand(config: {
  mode: 'embedded' | 'external';
  dataDir: string;
  urls: Urls;
}): Promise<{ urls: Urls; leave(): Promise<void> }> {
  if (config.mode === 'external') return { urls: config.urls, leave: async () => {} };
  const asItIs = async (): Promise<void> => {};
  return openEmbedded(
    config.dataDir,
    () => {
      process.stderr.write('The database server has ended; nothing more can be done.\n');
      process.exit(1);
    },
    asItIs,
  );
}
