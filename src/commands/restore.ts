import fs from 'node:fs';
import { now } from '../server/clock.ts';
import { readKeepingConfig } from '../server/config.ts';
import { pictureFiles } from '../server/pictures/picture-files.ts';
import { loadKeys, type Keys } from '../server/store/keys.ts';
import { checkBackup } from '../server/store/operate/backup/check-backup.ts';
import { keysLacking } from '../server/store/operate/backup/key-prints.ts';
import { readManifest, type Manifest } from '../server/store/operate/backup/manifest.ts';
import { passwordsIn, prepareExternal } from '../server/store/operate/prepare-external.ts';
import { bringPictures } from '../server/store/operate/restore/bring-pictures.ts';
import { migrationsOf, restore } from '../server/store/operate/restore/restore.ts';
import { verify } from '../server/store/operate/verify/verify.ts';
import { dataAtHand } from './keeping/data-at-hand.ts';
import { type FolderOrder, readFolderOrder } from './keeping/folder-order.ts';
import { bringKeys, keptKeys } from './keeping/key-folder.ts';
import { showCopying } from './keeping/show-copying.ts';
import { printFinding } from './keeping/print-finding.ts';

// npm run restore -- FOLDER: brings a backup back into an empty database, and proves what came.
const usage = `npm run restore -- FOLDER [--keys FOLDER2] [--keys-lost]
  FOLDER          what npm run backup made
  --keys FOLDER2  where the keys were kept; they are put where KEY_FILE says (DATA_DIR/keys.json without it)
  --keys-lost     restores without the keys: public text and history come back, private words stay shut for ever
`;

type Config = ReturnType<typeof readKeepingConfig>;

try {
  const order = readFolderOrder(usage);
  const config = readKeepingConfig(process.env, ['owner', 'backup']);
  const manifest = readManifest(order.folder);
  migrationsOf(manifest);
  const keys = order.keysLost ? undefined : fittingKeys(order, config, manifest);
  say(`Backup of ${manifest.at}, by version ${manifest.program}. Every file is read and compared first.`);
  const faults = await checkBackup(order.folder, manifest);
  if (faults.length > 0) throw new Error(['The backup is damaged:', ...faults.slice(0, 20)].join('\n  '));
  if (keys && order.keyFolder) bringKeys(order.keyFolder, config.keyFile ?? '');
  await bringBack(order, { config, manifest, keys });
} catch (error) {
  process.stderr.write(`Not restored. ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function bringBack(
  { folder }: FolderOrder,
  { config, manifest, keys }: { config: Config; manifest: Manifest; keys: Keys | undefined },
): Promise<void> {
  if (config.mode === 'external')
    await prepareExternal(config.urls.owner ?? '', passwordsIn(Object.values(config.urls)));
  const data = await dataAtHand(config);
  const sealingKey = keys?.sealing[0];
  try {
    await restore({
      ownerUrl: data.urls.owner ?? '',
      folder,
      manifest,
      sealing: sealingKey ? { key: sealingKey, now: now() } : null,
      bringPictures: () => bringPictures(folder, manifest, pictureFiles(config)),
      ...showCopying(say, () => performance.now()),
    });
    say(`Restored: the board stands as it did at ${manifest.at}. It is verified now.`);
    const whole = await verify(data.urls.backup ?? '', keys, printFinding);
    say(whole ? 'Everything holds.' : 'Restored, but something is broken: see BREACH above.');
    process.exitCode = whole ? 0 : 1;
  } finally {
    await data.leave();
  }
}

/** The keys that open this backup, where they are kept or where the program has them; refuses others with what is wrong. */
function fittingKeys(order: FolderOrder, config: Config, manifest: Manifest): Keys {
  const file = order.keyFolder ? keptKeys(order.keyFolder) : config.keyFile;
  if (!file || !fs.existsSync(file))
    throw new Error(
      `There are no keys${file ? ` in ${file}` : ''}: give the folder where they were kept with --keys. If they are lost, see --keys-lost.`,
    );
  const keys = loadKeys(file, false);
  const lacking = manifest.keys ? keysLacking(manifest.keys, keys) : [];
  if (lacking.length > 0)
    throw new Error(
      `${file} holds the wrong keys: what this backup was made with is another, or missing: ${lacking.join(', ')}.`,
    );
  return keys;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
