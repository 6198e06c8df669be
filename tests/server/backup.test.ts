import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keys } from '../../src/server/store/db.ts';
import { checkBackup } from '../../src/server/store/operate/backup/check-backup.ts';
import { readManifest } from '../../src/server/store/operate/backup/manifest.ts';
import { rowsOf } from '../support/after-work.ts';
import { type BackedUp, backedUp } from '../support/backed-up.ts';
import { ask, backUpTo, bareDatabase, restoreFrom } from '../support/keeping.ts';

// Some tests restore a board twice.
vi.setConfig({ testTimeout: 120_000 });

let made: BackedUp;
let { stage, folder, dataDir, kept, manifest, picture } = {} as BackedUp;
beforeAll(async () => {
  made = await backedUp();
  ({ stage, folder, dataDir, kept, manifest, picture } = made);
});
afterAll(() => made.close());

test('The backup holds nothing that opens private words, only fingerprints of the keys', () => {
  const secrets = Object.values(keys()).flatMap((list) => list.map(({ key }) => key));
  for (const file of fs.readdirSync(kept, { recursive: true, encoding: 'utf8' })) {
    const at = path.join(kept, file);
    if (fs.statSync(at).isDirectory()) continue;
    for (const secret of secrets) {
      expect(fs.readFileSync(at).includes(secret)).toBe(false);
      expect(fs.readFileSync(at).includes(secret.toString('base64'))).toBe(false);
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
