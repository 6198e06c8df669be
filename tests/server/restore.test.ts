import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keys } from '../../src/server/store/db.ts';
import { shapeDatabase } from '../../src/server/store/operate/shape-database.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { rowsOf } from '../support/after-work.ts';
import { type BackedUp, backedUp } from '../support/backed-up.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, bareDatabase, contentOf, restoreFrom, shapeOf } from '../support/keeping.ts';

// Some tests restore a board twice.
vi.setConfig({ testTimeout: 120_000 });

let made: BackedUp;
let { stage, folder, dataDir, kept, manifest, picture } = {} as BackedUp;
beforeAll(async () => {
  made = await backedUp();
  ({ stage, folder, dataDir, kept, manifest, picture } = made);
});
afterAll(() => made.close());

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

test('What had no seal yet when the backup was made is sealed by the restore', async () => {
  const database = await bareDatabase();
  const sealing = { key: keys().sealing[0]!, now: new Date() };
  await restoreFrom(kept, manifest, {
    ownerUrl: database.ownerUrl,
    dataDir: path.join(folder, 'sealed'),
    sealing,
  });
  const [counts] = await ask<{ sealed: string; rows: string }>(
    database.backupUrl,
    'select (select sum(row_count) from seals)::text as sealed, (select count(*) from history)::text as rows',
  );
  expect(counts).toEqual({ sealed: '5', rows: '5' });
  const breaches: string[] = [];
  await verify(database.backupUrl, keys(), (f) => breaches.push(...f.breaches));
  expect(breaches).toEqual([]);
  await database.drop();
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
