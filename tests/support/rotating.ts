import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { closeStore, openStore } from '../../src/server/store/db.ts';
import { KeyRing } from '../../src/server/store/key-ring.ts';
import { createKeys, keyLists, type Keys, loadKeys } from '../../src/server/store/keys.ts';
import { type RotationClients, withClients } from '../../src/server/store/operate/rotate/batches.ts';
import { announceKeys, promoteKeys } from '../../src/server/store/operate/rotate/rotate-keys.ts';
import { type OlderKey, olderKeys } from '../../src/server/store/operate/rotate/still-needed.ts';
import { setStage, type Stage } from './story.ts';
import { throwawayFolder } from './test-server.ts';

/** A stage whose keys change while it runs, on a key file as such files once were. */
export interface RotatingStage extends Stage {
  file: string;
  ring: KeyRing;
  read(): Keys;
  /** Opens the store anew with these keys, as another process would; without them with the file's. */
  reopen(keys?: Keys): Promise<void>;
  /** Fresh keys of each kind, used at once. */
  rotated(): void;
  clients<T>(work: (clients: RotationClients) => Promise<T>): Promise<T>;
  /** What still needs older keys at that moment. */
  older(now: Date): Promise<OlderKey[]>;
  asOwner(statement: string, values?: unknown[]): Promise<pg.QueryResult>;
}

/** Sets it; close it in afterAll. */
export async function rotatingStage(): Promise<RotatingStage> {
  const stage = await setStage();
  const folder = throwawayFolder();
  const file = path.join(folder, 'keys.json');
  makeOldFile(file);
  const ring = new KeyRing(file, false);
  const { appUrl, privateUrl, retentionUrl, backupUrl, ownerUrl } = stage.urls;
  const reopen = async (keys: Keys | KeyRing = ring) => {
    await closeStore();
    openStore({ app: appUrl, private: privateUrl, retention: retentionUrl, keys });
  };
  await reopen();
  const read = () => loadKeys(file, false);
  const clients: RotatingStage['clients'] = (work) =>
    withClients({ backup: backupUrl, retention: retentionUrl }, work);
  return {
    ...stage,
    ...{ file, ring, read, reopen, clients },
    rotated: () => {
      announceKeys(file);
      promoteKeys(file, stage.start);
      ring.renewed();
    },
    older: (now) => clients((both) => olderKeys(both, { keys: read(), lists: keyLists(file), now })),
    asOwner: (statement, values = []) => asOwner(ownerUrl, statement, values),
    close: async () => {
      await stage.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

// One key of a kind, without a name, and one for pictures.
function makeOldFile(file: string): void {
  createKeys(file);
  const lists = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, { key: string }[]>;
  const [index, token, draft] = ['index', 'token', 'draft'].map((kind) => lists[kind]?.[0]?.key);
  const picture = randomBytes(32).toString('base64');
  fs.writeFileSync(file, JSON.stringify({ ...lists, index, token, draft, picture }));
}

async function asOwner(url: string, statement: string, values: unknown[]): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`select set_config('huiyin.door', 'open', false)`);
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}
