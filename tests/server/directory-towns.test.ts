import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateDirectory } from '../../src/server/life/directory/generation/generate-directory.ts';
import { mergeRegions } from '../../src/server/life/directory/changes/merge-regions.ts';
import { loadTowns, type LoadProgress } from '../../src/server/life/directory/towns/load-towns.ts';
import { changeDirectory } from '../../src/server/life/directory/change-directory.ts';
import { readFromTarball } from '../../src/server/life/directory/towns/read-tarball.ts';
import { app, appPool, closeStore, openStore } from '../../src/server/store/db.ts';
import { loadKeys } from '../../src/server/store/keys.ts';
import { findRegion } from '../../src/server/views/find-region.ts';
import { childRegions, regionWithAncestors } from '../../src/server/views/regions.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { throwawayFolder } from '../support/test-server.ts';

// An invented list in the shape of the published one.
const streets = `code,name,areaCode,provinceCode,cityCode
990101001,"桂花街道",990101,99,9901
990122001,"南坝镇",990122,99,9901
990171001,"高新园区",990171,99,9901
990201001,"海口街道",990201,99,9902
`;
const villages = `code,name,streetCode,provinceCode,cityCode,areaCode
990101001001,"银杏社区居委会",990101001,99,9901,990101
990101001498,"云浦虚拟社区",990101001,99,9901,990101
990122001200,"张庄村委会",990122001,99,9901,990122
990171001001,"创新社区",990171001,99,9901,990171
`;
const now = new Date('2026-11-09T00:14:00Z');
const clock = () => now;
const region = (code: string, name: string, level: 1 | 2 | 3, parentCode: string | null) => {
  return {
    code,
    name,
    level,
    parentCode,
    provinceCode: '990000',
    cityCode: level === 1 ? null : `${code.slice(0, 4)}00`,
  };
};
const regions = [
  region('990000', '江源省', 1, null),
  region('990100', '云浦市', 2, '990000'),
  region('990200', '白沙市', 2, '990000'),
  region('990101', '柳河区', 3, '990100'),
  region('990122', '苍溪县', 3, '990100'),
];

let database: FreshDatabase;
let folder: string;
let tarball: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = throwawayFolder();
  openStore({ app: database.appUrl, keys: loadKeys(path.join(folder, 'keys.json'), true), connections: 2 });
  // A connection that is being closed may still hear that its database is dropped.
  appPool().on('connect', (client) => client.on('error', () => undefined));
  tarball = path.join(folder, 'list.tgz');
  fs.writeFileSync(
    tarball,
    tgz({
      'package/readme': 'x'.repeat(513),
      'package/dist/streets.csv': streets,
      'package/dist/villages.csv': villages,
    }),
  );
  await changeDirectory((tx) =>
    generateDirectory(tx, now, { regions, skipped: [], origin: 'invented', validFrom: '2020-01-01' }),
  );
  await changeDirectory((tx) =>
    mergeRegions(
      tx,
      { from: ['990122'], into: { code: '990101' }, onDay: '2026-01-01', source: '通知' },
      { kind: 'machine', name: 'test' },
      now,
    ),
  );
});
afterAll(async () => {
  await closeStore();
  await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function load(...codes: string[]): Promise<LoadProgress> {
  let last: LoadProgress | undefined;
  for await (const progress of loadTowns(tarball, codes, clock)) last = { ...progress };
  if (!last) throw new Error('Nothing was reported.');
  return last;
}

test('A file is read out of a tarball byte by byte, and a missing one is named', async () => {
  const read = async (name: string) => {
    const parts: Buffer[] = [];
    for await (const part of readFromTarball(tarball, name)) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  };
  expect(await read('package/dist/villages.csv')).toBe(villages);
  expect(await read('package/readme')).toHaveLength(513);
  await expect(read('package/none')).rejects.toThrow(/holds no package\/none/);
});

test('One city is loaded alone; run again, it is known to be there', async () => {
  expect(await load('9902')).toMatchObject({
    batches: 1,
    done: 1,
    towns: 1,
    communities: 0,
    loadedBefore: 0,
  });
  expect(await load('9902')).toMatchObject({
    batches: 1,
    done: 1,
    towns: 0,
    communities: 0,
    loadedBefore: 1,
  });
  expect((await childRegions(app(), '990200')).map((each) => each.name)).toEqual(['海口街道']);
});

test('The rest is loaded: towns of an ended county go to its successor, those of a zone to the city, and all get their office', async () => {
  const progress = await load();
  expect(progress).toMatchObject({ batches: 2, done: 2, towns: 3, communities: 3, loadedBefore: 1 });
  expect(progress.skipped.map((row) => row.name)).toEqual(['云浦虚拟社区']);
  expect((await childRegions(app(), '990101')).map((each) => each.name)).toEqual(['桂花街道', '南坝镇']);
  expect((await regionWithAncestors(app(), '990171001'))?.fullName).toBe('江源省云浦市高新园区');
  expect((await findRegion(app(), 'zhangzhuang'))[0]).toMatchObject({
    code: '990122001200',
    fullName: '江源省云浦市柳河区南坝镇张庄村',
  });
  const { rows } = await sql<{ name: string }>`
    with recursive up(name, above_id, depth) as (
      select name, above_id, 0 from offices where code = '990122001200-community'
      union all select o.name, o.above_id, depth + 1 from up join offices o on o.id = up.above_id)
    select name from up order by depth`.execute(app());
  expect(rows.map((row) => row.name)).toEqual([
    '张庄村村民委员会',
    '南坝镇人民政府',
    '柳河区信访局',
    '云浦市信访局',
    '江源省信访局',
    '督办台',
  ]);
});

test('Every batch is recorded once, so that a stopped run goes on where it was', async () => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from directory_changes where what ->> 'act' = 'load-units'`.execute(app());
  expect(Number(rows[0]?.n)).toBe(2);
  expect(await load()).toMatchObject({ towns: 0, communities: 0, loadedBefore: 2 });
});

// The least of the tar format that npm writes.
function tgz(files: Record<string, string>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const body = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${body.length.toString(8).padStart(11, '0')} `, 124);
    header.write('0', 156);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
