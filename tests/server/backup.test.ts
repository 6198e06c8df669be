import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPictures, closePictures } from '../../src/server/pictures/pictures-room.ts';
import { keys } from '../../src/server/store/db.ts';
import { checkBackup } from '../../src/server/store/operate/backup/check-backup.ts';
import { readManifest, type Manifest } from '../../src/server/store/operate/backup/manifest.ts';
import { shapeDatabase } from '../../src/server/store/operate/shape-database.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { freshDatabase } from '../support/database.ts';
import { rowsOf, written } from '../support/after-work.ts';
import { ask, backUpTo, bareDatabase, contentOf, restoreFrom, shapeOf } from '../support/keeping.ts';
import { plain, upload } from '../support/picture-kit.ts';
import { setStage, type Stage } from '../support/story.ts';
import { throwawayFolder } from '../support/test-server.ts';

// Some tests restore a board twice.
vi.setConfig({ testTimeout: 120_000 });

const folder = throwawayFolder();
const dataDir = path.join(folder, 'data');
const kept = path.join(folder, 'kept');
let stage: Stage;
let manifest: Manifest;
let picture: string;

beforeAll(async () => {
  stage = await setStage();
  openPictures(dataDir);
  for (let i = 0; i < 5; i += 1) await written(stage);
  picture = (await upload(await plain().jpeg().toBuffer())).id;
  manifest = await backUpTo(kept, { backupUrl: stage.urls.backupUrl, dataDir });
});
afterAll(async () => {
  closePictures();
  await stage.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Restores into a bare database and lets a test look at it. */
async function restored(
  work: (db: Awaited<ReturnType<typeof bareDatabase>>) => Promise<void>,
): Promise<void> {
  const database = await bareDatabase();
  try {
    await restoreFrom(kept, manifest, { ownerUrl: database.ownerUrl, dataDir: path.join(folder, 'second') });
    await work(database);
  } finally {
    await database.drop();
  }
}

test('A restored board has every row, every picture and the shape of the first, and verify holds', async () => {
  await restored(async (database) => {
    expect(await contentOf(database.backupUrl)).toEqual(await contentOf(stage.urls.backupUrl));
    const like = await bareDatabase();
    await shapeDatabase(like.ownerUrl);
    expect(await shapeOf(database.superUrl)).toEqual(await shapeOf(like.superUrl));
    await like.drop();
    for (const size of ['full', 'thumb']) {
      const file = path.join('pictures', picture.slice(0, 2), `${picture}.${size}`);
      expect(fs.readFileSync(path.join(folder, 'second', file))).toEqual(
        fs.readFileSync(path.join(dataDir, file)),
      );
    }
    const breaches: string[] = [];
    await verify(database.backupUrl, keys(), (f) => breaches.push(...f.breaches));
    expect(breaches).toEqual([]);
  });
});

test('The next message of a restored board, and its next text message, have numbers that were never given out', async () => {
  const next = `select nextval('messages_id_seq')::integer as message, nextval('deliveries_id_seq')::integer as delivery`;
  await rowsOf(next);
  await restored(async (database) => {
    const [now] = await ask<{ message: number; delivery: number }>(stage.urls.ownerUrl, next);
    const [then] = await ask<{ message: number; delivery: number }>(database.ownerUrl, next);
    expect(then?.message).toBeGreaterThan(now?.message ?? Infinity);
    expect(then?.delivery).toBeGreaterThan(now?.delivery ?? Infinity);
  });
});

test('The backup holds nothing that opens private words, only fingerprints of the keys', () => {
  const secrets = [keys().index, keys().token, keys().draft, keys().picture, keys().wrapping[0]?.key];
  for (const file of fs.readdirSync(kept, { recursive: true, encoding: 'utf8' })) {
    const at = path.join(kept, file);
    if (fs.statSync(at).isDirectory()) continue;
    for (const secret of secrets) {
      expect(fs.readFileSync(at).includes(secret ?? '')).toBe(false);
      expect(fs.readFileSync(at).includes(secret?.toString('base64') ?? '')).toBe(false);
    }
  }
  expect(Object.keys(manifest.keys ?? {})).toContain(`wrapping ${keys().wrapping[0]?.id}`);
});

describe('A backup is refused', () => {
  const copy = (name: string): string => {
    const at = path.join(folder, name);
    fs.cpSync(kept, at, { recursive: true });
    return at;
  };
  const flip = (file: string, at: number): void => {
    const bytes = fs.readFileSync(file);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
  };

  test.each(['tables/public.messages.zst', 'tables/jobs.zst', 'pictures.list.zst'])(
    'when one bit of %s is another',
    async (file) => {
      const at = copy(`flipped-${path.basename(file)}`);
      flip(path.join(at, file), 5);
      expect(await checkBackup(at, readManifest(at))).toEqual([
        `${file}: was changed: its digest is not the one noted`,
      ]);
    },
  );

  test('when a picture is another, a table is cut short, or a file is gone', async () => {
    const at = copy('harmed');
    flip(path.join(at, 'pictures', picture.slice(0, 2), `${picture}.full`), 40);
    expect((await checkBackup(at, readManifest(at)))[0]).toContain(`${picture}.full: was changed`);
    fs.truncateSync(path.join(at, 'tables/public.history.zst'), 100);
    fs.rmSync(path.join(at, 'tables/public.clocks.zst'));
    expect(await checkBackup(at, readManifest(at))).toEqual([
      'tables/public.clocks.zst: is missing',
      expect.stringMatching(/^tables\/public.history.zst: has 100 bytes/),
    ]);
  });

  test('when its manifest was changed, or was never written', () => {
    const at = copy('rewritten');
    const file = path.join(at, 'manifest.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"rows": 5', '"rows": 4'));
    expect(() => readManifest(at)).toThrow(/manifest.json is damaged/);
    fs.rmSync(file);
    expect(() => readManifest(at)).toThrow(/is no backup/);
  });

  test('when it is exchanged between the check and the loading', async () => {
    const at = copy('exchanged');
    const database = await bareDatabase();
    fs.copyFileSync(path.join(at, 'tables/public.staff.zst'), path.join(at, 'tables/public.topics.zst'));
    await expect(restoreFrom(at, manifest, { ownerUrl: database.ownerUrl, dataDir })).rejects.toThrow();
    expect(await ask(database.ownerUrl, `select to_regclass('messages') as there`)).toEqual([
      { there: null },
    ]);
    await database.drop();
  });
});

describe('A restore', () => {
  test('refuses a database that holds a single row, also one that its owner does not see', async () => {
    const database = await freshDatabase();
    await ask(
      database.appUrl,
      `select private.begin_verification('v', 'write', 'i', 'k', 'w', 'p', 'c', now(), now(), 3)`,
    );
    await expect(restoreFrom(kept, manifest, { ownerUrl: database.ownerUrl, dataDir })).rejects.toThrow(
      /into an empty database only[^]*has rows in private.verifications/,
    );
    expect(await ask(database.backupUrl, 'select id from private.verifications')).toEqual([{ id: 'v' }]);
    await database.drop();
  });

  test('takes a database that was migrated and is empty', async () => {
    const database = await freshDatabase();
    await restoreFrom(kept, manifest, { ownerUrl: database.ownerUrl, dataDir: path.join(folder, 'third') });
    expect(await contentOf(database.backupUrl)).toEqual(await contentOf(stage.urls.backupUrl));
    await database.drop();
  });

  test('that breaks at its last step leaves nothing that the program starts on, and can be run again', async () => {
    const database = await bareDatabase();
    const to = { ownerUrl: database.ownerUrl, dataDir: path.join(folder, 'fourth') };
    const bringPictures = async (): Promise<void> => {
      throw new Error('the disk is full');
    };
    await expect(restoreFrom(kept, manifest, { ...to, bringPictures })).rejects.toThrow('the disk is full');
    expect(await ask(database.ownerUrl, `select to_regclass('messages') as there`)).toEqual([
      { there: null },
    ]);
    await expect(shapeDatabase(database.ownerUrl)).rejects.toThrow(/was begun and did not end/);
    await restoreFrom(kept, manifest, to);
    await shapeDatabase(database.ownerUrl);
    expect(await contentOf(database.backupUrl)).toEqual(await contentOf(stage.urls.backupUrl));
    await database.drop();
  });

  test('of a backup made by a newer program is refused before anything is done', async () => {
    const newer = { ...manifest, migrations: [...manifest.migrations, { id: 9999, name: 'x', sha256: 'y' }] };
    await expect(
      restoreFrom(kept, newer, { ownerUrl: 'postgresql://127.0.0.1:1/x', dataDir }),
    ).rejects.toThrow(/this program has not: it is too old/);
  });
});

describe('Backing up', () => {
  const beside = (name: string): string[] => fs.readdirSync(folder).filter((each) => each.startsWith(name));
  const from = () => ({ backupUrl: stage.urls.backupUrl, dataDir });

  test('broken off leaves no folder, and never writes over one that holds something', async () => {
    const done = ({ name }: { name: string }): void => {
      if (name === 'public.messages') throw new Error('no space left');
    };
    await expect(backUpTo(path.join(folder, 'broken'), { ...from(), done })).rejects.toThrow('no space left');
    expect(beside('broken')).toEqual([]);
    await expect(backUpTo(kept, from())).rejects.toThrow(/is not empty/);
  });

  test('by a role that does not see everything is refused', async () => {
    for (const backupUrl of [stage.urls.appUrl, stage.urls.ownerUrl, stage.urls.retentionUrl])
      await expect(backUpTo(path.join(folder, 'blind'), { ...from(), backupUrl })).rejects.toThrow(
        /does not see every row/,
      );
    expect(beside('blind')).toEqual([]);
  });

  test('with a key file of another board is refused', async () => {
    const other = { ...keys(), wrapping: [{ id: 'other', key: Buffer.alloc(32) }] };
    await expect(backUpTo(path.join(folder, 'shut'), { ...from(), keys: other })).rejects.toThrow(
      /lacks the wrapping key w/,
    );
  });

  test('says which pictures of messages the house itself does not have any more', async () => {
    await rowsOf(
      `update pictures set message_id = (select min(id) from messages), attached_at = now(), position = 1, expires_at = null`,
    );
    const lost = path.join(dataDir, 'pictures', picture.slice(0, 2), `${picture}.thumb`);
    fs.renameSync(lost, `${lost}.away`);
    const { pictures } = await backUpTo(path.join(folder, 'lossy'), from());
    fs.renameSync(`${lost}.away`, lost);
    expect(pictures).toMatchObject({ files: 1, missing: [`${picture}.thumb`] });
  });
});
