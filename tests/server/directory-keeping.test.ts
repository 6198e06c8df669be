import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { appointHolder } from '../../src/server/life/directory/changes/appoint-holder.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { openTemporaryOffice } from '../../src/server/life/directory/changes/open-temporary-office.ts';
import { renameRegion } from '../../src/server/life/directory/changes/rename-region.ts';
import { vacatePost } from '../../src/server/life/directory/changes/vacate-post.ts';
import type { Db } from '../../src/server/store/db.ts';
import { leader, leadersOfRegion } from '../../src/server/views/leaders.ts';
import { type DirectoryStage } from '../support/directory-stage.ts';
import {
  decision,
  now,
  office,
  openInventedDirectory,
  operator,
  secretary,
} from '../support/invented-directory.ts';

const officer: Actor = {
  kind: 'staff',
  staffId: 8,
  name: '赵办事',
  duties: [{ role: 'officer', officeId: 1, postId: null }],
};

let stage: DirectoryStage;
beforeAll(async () => {
  stage = await openInventedDirectory();
});
afterAll(() => stage.close());

describe('A change is refused', () => {
  test.each([['by an officer', () => renameRegion, officer, 'not-allowed']])(
    '%s',
    async (_, act, actor, code) => {
      const attempt = stage.undone((tx) =>
        act()(tx, { code: '990101', name: '新河区', ...decision }, actor, now),
      );
      await expect(attempt).rejects.toMatchObject({ code });
    },
  );

  test('of a region that is unknown, has ended, or would begin tomorrow', async () => {
    const rename = (tx: Db, code: string, onDay: string) =>
      renameRegion(tx, { code, name: '新河区', onDay, source: '通知' }, operator, now);
    await expect(stage.undone((tx) => rename(tx, '990999', '2026-07-01'))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(stage.undone((tx) => rename(tx, '990101', '2026-11-10'))).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(stage.undone((tx) => rename(tx, '990101', '2019-12-31'))).rejects.toMatchObject({
      code: 'invalid',
    });
    const twice = stage.undone(async (tx) => {
      await mergeRegions(tx, { from: ['990103'], into: { code: '990101' }, ...decision }, operator, now);
      await rename(tx, '990103', '2026-08-01');
    });
    await expect(twice).rejects.toMatchObject({ code: 'wrong-state' });
  });

  test('of a city into a county, and of a region into itself', async () => {
    const merge = (from: string, into: string) =>
      stage.undone((tx) =>
        mergeRegions(tx, { from: [from], into: { code: into }, ...decision }, operator, now),
      );
    await expect(merge('990100', '990101')).rejects.toMatchObject({ code: 'invalid' });
    await expect(merge('990101', '990101')).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('Holders', () => {
  test('A new holder ends the time of the one before on the same day; the post stays the same', async () => {
    await stage.undone(async (tx) => {
      const post = await secretary(tx, '990100');
      await appointHolder(tx, { postId: post.id, name: '孙某', fromOn: '2024-02-01' }, operator, now);
      await appointHolder(tx, { postId: post.id, name: '李某', fromOn: '2026-11-09' }, operator, now);
      expect(await leader(tx, post.id)).toMatchObject({ id: post.id, holder: '李某', vacant: false });
      const { rows } =
        await sql`select name, from_on, to_on from holders where post_id = ${post.id} order by id`.execute(
          tx,
        );
      expect(rows).toEqual([
        { name: '孙某', from_on: '2024-02-01', to_on: '2026-11-09' },
        { name: '李某', from_on: '2026-11-09', to_on: null },
      ]);
    });
  });

  test('A vacated post goes on receiving; nobody can be appointed before the holder of the day, or to an ended post', async () => {
    await stage.undone(async (tx) => {
      const post = await secretary(tx, '990100');
      await appointHolder(tx, { postId: post.id, name: '孙某', fromOn: '2024-02-01' }, operator, now);
      await expect(
        appointHolder(tx, { postId: post.id, name: '李某', fromOn: '2023-01-01' }, operator, now),
      ).rejects.toMatchObject({ code: 'invalid' });
      await vacatePost(tx, { postId: post.id, onDay: '2026-10-01' }, operator, now);
      expect((await leadersOfRegion(tx, '990100'))[0]).toMatchObject({
        vacant: true,
        holder: null,
        kinds: expect.arrayContaining(['help']),
      });
      await mergeRegions(tx, { from: ['990100'], into: { code: '990200' }, ...decision }, operator, now);
      await expect(
        appointHolder(tx, { postId: post.id, name: '李某', fromOn: '2026-08-01' }, operator, now),
      ).rejects.toMatchObject({ code: 'wrong-state' });
    });
  });
});

test('A temporary body has a term and stands under its region’s office', async () => {
  await stage.undone(async (tx) => {
    const body = {
      key: 'flood',
      name: '云浦市防汛指挥部',
      regionCode: '990100',
      topicIds: [9],
      termUntil: '2027-03-31',
    };
    await openTemporaryOffice(tx, body, operator, now);
    expect(await office(tx, '990100-flood')).toMatchObject({
      name: '云浦市防汛指挥部',
      above: '990100-petition',
    });
    await expect(openTemporaryOffice(tx, body, operator, now)).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(
      openTemporaryOffice(tx, { ...body, termUntil: '2026-01-01' }, operator, now),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});
