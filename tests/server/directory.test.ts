import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointHolder } from '../../src/server/life/directory/changes/appoint-holder.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { renameRegion } from '../../src/server/life/directory/changes/rename-region.ts';
import { splitRegion } from '../../src/server/life/directory/changes/split-region.ts';
import type { Db } from '../../src/server/store/db.ts';
import {
  postWithPredecessors,
  regionWithPredecessors,
  standingOffice,
  standingPost,
  standingRegion,
} from '../../src/server/store/directory/successors.ts';
import { findRegion } from '../../src/server/views/find-region.ts';
import { leader, leadersOfRegion } from '../../src/server/views/leaders.ts';
import { childRegions, regionWithAncestors } from '../../src/server/views/regions.ts';
import { type DirectoryStage } from '../support/directory-stage.ts';
import {
  decision,
  now,
  office,
  openInventedDirectory,
  operator,
  secretary,
} from '../support/invented-directory.ts';

let stage: DirectoryStage;
beforeAll(async () => {
  stage = await openInventedDirectory();
});
afterAll(() => stage.close());

const changes = async (db: Db) =>
  (
    await sql<{
      by: string;
      what: { act: string };
    }>`select by, what from directory_changes order by id`.execute(db)
  ).rows;

describe('A county becomes a district (rename with a new code)', () => {
  const renaming = { code: '990122', name: '苍溪区', newCode: '990104', ...decision };

  test('Its post ends and names its successor; messages to it are found under the new post', async () => {
    await stage.undone(async (tx) => {
      const before = await secretary(tx, '990122');
      await renameRegion(tx, renaming, operator, now);
      const after = await secretary(tx, '990104');
      expect(after.name).toBe('苍溪区委书记');
      expect(await standingPost(tx, before.id)).toBe(after.id);
      expect(await postWithPredecessors(tx, after.id)).toEqual([after.id, before.id]);
      expect(await regionWithPredecessors(tx, '990104')).toEqual(['990104', '990122']);
    });
  });

  test('The old post can still be read, is no longer offered, and its messages go to the new office', async () => {
    await stage.undone(async (tx) => {
      const before = await secretary(tx, '990122');
      await renameRegion(tx, renaming, operator, now);
      const after = await secretary(tx, '990104');
      expect(await leader(tx, before.id)).toMatchObject({
        name: '苍溪县委书记',
        receives: false,
        validTo: '2026-07-01',
        officeName: '苍溪区信访局',
        successor: { id: after.id, name: '苍溪区委书记' },
      });
      expect(await leadersOfRegion(tx, '990122')).toEqual([]);
      expect(await regionWithAncestors(tx, '990122')).toMatchObject({
        validTo: '2026-07-01',
        successor: { code: '990104', name: '苍溪区' },
      });
      expect((await childRegions(tx, '990100')).map((region) => region.code)).toEqual([
        '990101',
        '990103',
        '990104',
      ]);
    });
  });

  test('Towns and offices follow, department by department', async () => {
    await stage.undone(async (tx) => {
      const water = await office(tx, '990122-water');
      await renameRegion(tx, renaming, operator, now);
      expect((await childRegions(tx, '990104')).map((region) => region.fullName)).toEqual([
        '江源省云浦市苍溪区南坝镇',
        '江源省云浦市苍溪区北坝镇',
      ]);
      expect((await office(tx, '990122001-town')).above).toBe('990104-petition');
      expect(await standingOffice(tx, water.id)).toBe((await office(tx, '990104-water')).id);
      expect((await office(tx, '990122-water')).valid_to).toBe('2026-07-01');
    });
  });

  test('Who did it, when and by what decision is recorded', async () => {
    await stage.undone(async (tx) => {
      await renameRegion(tx, renaming, operator, now);
      expect((await changes(tx)).at(-1)).toEqual({
        by: 'staff:7',
        what: { act: 'rename', formerName: '苍溪县', ...renaming },
      });
    });
  });
});

test('A city that only changes its name keeps code, posts and messages, and is found by both names', async () => {
  await stage.undone(async (tx) => {
    const before = await secretary(tx, '990100');
    await renameRegion(tx, { code: '990100', name: '云江市', ...decision }, operator, now);
    expect(await secretary(tx, '990100')).toMatchObject({
      id: before.id,
      name: '云江市委书记',
      valid_to: null,
    });
    expect((await leadersOfRegion(tx, '990100')).map((post) => post.name)).toEqual([
      '云江市委书记',
      '云江市市长',
    ]);
    expect(await office(tx, '990100-transport')).toMatchObject({ name: '云江市交通运输局' });
    expect((await regionWithAncestors(tx, '990101001'))?.fullName).toBe('江源省云江市柳河区桂花街道');
    expect(await findRegion(tx, '云浦市')).toEqual([
      { code: '990100', name: '云江市', fullName: '江源省云江市', level: 2, formerName: '云浦市' },
    ]);
    expect((await findRegion(tx, 'yunjiang'))[0]?.code).toBe('990100');
  });
});

test('Two districts merge into one of them: the other names it, and nothing hangs on what has ended', async () => {
  await stage.undone(async (tx) => {
    const [gone, stays] = [await secretary(tx, '990103'), await secretary(tx, '990101')];
    await appointHolder(tx, { postId: gone.id, name: '钱某', fromOn: '2025-03-01' }, operator, now);
    await mergeRegions(tx, { from: ['990103'], into: { code: '990101' }, ...decision }, operator, now);
    expect(await standingPost(tx, gone.id)).toBe(stays.id);
    expect(await standingRegion(tx, '990103')).toBe('990101');
    expect(await leader(tx, stays.id)).toMatchObject({ receives: true, validTo: null });
    expect(await leader(tx, gone.id)).toMatchObject({ holder: null, receives: false });
    expect((await childRegions(tx, '990101')).map((region) => region.name)).toEqual([
      '桂花街道',
      '青松街道',
      '东桥街道',
      '西桥街道',
    ]);
    const orphans = await sql`select o.code from offices o join offices a on a.id = o.above_id
      where o.valid_to is null and a.valid_to is not null`.execute(tx);
    expect(orphans.rows).toEqual([]);
  });
});

test('A city merges into another: its counties, deputies and chain of offices go over', async () => {
  await stage.undone(async (tx) => {
    await mergeRegions(tx, { from: ['990100'], into: { code: '990200' }, ...decision }, operator, now);
    expect(await regionWithAncestors(tx, '990101001')).toMatchObject({
      cityCode: '990200',
      fullName: '江源省白沙市柳河区桂花街道',
    });
    expect((await office(tx, '990101-petition')).above).toBe('990200-petition');
    const { rows } = await sql<{ old: string; new: string }>`select p.name as old, s.name as new from posts p
      join posts s on s.id = p.successor_id where p.region_code = '990100' order by p.rank`.execute(tx);
    expect(rows[1]).toEqual({ old: '云浦市市长', new: '白沙市市长' });
    expect(rows.at(-1)).toEqual({ old: '云浦市副市长（分管治安）', new: '白沙市副市长（分管治安）' });
  });
});

test('A district is split and ends: its heir gets post and remaining towns, the other part what it takes', async () => {
  await stage.undone(async (tx) => {
    const before = await secretary(tx, '990101');
    const parts = [
      { code: '990105', name: '东河区', takes: ['990101002'] },
      { code: '990106', name: '西河区', takes: [] },
    ];
    await splitRegion(tx, { code: '990101', parts, heir: '990106', ...decision }, operator, now);
    expect(await standingPost(tx, before.id)).toBe((await secretary(tx, '990106')).id);
    expect((await childRegions(tx, '990105')).map((region) => region.name)).toEqual(['青松街道']);
    expect((await childRegions(tx, '990106')).map((region) => region.name)).toEqual(['桂花街道']);
    expect((await office(tx, '990101002-town')).above).toBe('990105-petition');
  });
});
