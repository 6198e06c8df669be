import { sql } from 'kysely';
import type { Actor } from '../../src/domain/actor.ts';
import type { ListedRegion } from '../../src/domain/directory/tidy-division.ts';
import { generateDirectory } from '../../src/server/life/directory/generation/generate-directory.ts';
import type { Db } from '../../src/server/store/db.ts';
import { openDirectoryStage, type DirectoryStage } from './directory-stage.ts';

/** When the invented directory was made: Monday, 9 November 2026, 08:14 in Shanghai. */
export const now = new Date('2026-11-09T00:14:00Z');

/** Who keeps the directory. */
export const operator: Actor = {
  kind: 'staff',
  staffId: 7,
  name: '何操作',
  duties: [{ role: 'operator', officeId: null, postId: null }],
};

/** The decision behind a change. */
export const decision = { onDay: '2026-07-01', source: '江源省人民政府关于调整部分行政区划的通知' };

const within = (code: string, name: string, level: 3 | 4, parentCode: string): ListedRegion => {
  return { code, name, level, parentCode, provinceCode: '990000', cityCode: '990100' };
};
// 江源省 with 云浦市 and 白沙市; 云浦 has 柳河区, 苍溪县 and 石桥区 with two towns each.
const regions: ListedRegion[] = [
  { code: '990000', name: '江源省', level: 1, parentCode: null, provinceCode: '990000', cityCode: null },
  {
    code: '990100',
    name: '云浦市',
    level: 2,
    parentCode: '990000',
    provinceCode: '990000',
    cityCode: '990100',
  },
  {
    code: '990200',
    name: '白沙市',
    level: 2,
    parentCode: '990000',
    provinceCode: '990000',
    cityCode: '990200',
  },
  within('990101', '柳河区', 3, '990100'),
  within('990122', '苍溪县', 3, '990100'),
  within('990103', '石桥区', 3, '990100'),
  within('990101001', '桂花街道', 4, '990101'),
  within('990101002', '青松街道', 4, '990101'),
  within('990122001', '南坝镇', 4, '990122'),
  within('990122002', '北坝镇', 4, '990122'),
  within('990103001', '东桥街道', 4, '990103'),
  within('990103002', '西桥街道', 4, '990103'),
];

/** Opens a stage with 江源省, its cities 云浦市 and 白沙市, three counties of 云浦 and their towns. */
export async function openInventedDirectory(): Promise<DirectoryStage> {
  const stage = await openDirectoryStage();
  const published = { regions, skipped: [], origin: 'invented', validFrom: '2020-01-01' };
  await stage.db.transaction().execute((tx) => generateDirectory(tx, now, published));
  return stage;
}

/** The party secretary's post of a region, the latest if there were several. */
export const secretary = async (db: Db, code: string) => {
  const { rows } = await sql<{ id: number; name: string; valid_to: string | null; office_id: number }>`
    select id, name, valid_to, office_id from posts where region_code = ${code} and rank = 1 order by id desc limit 1`.execute(
    db,
  );
  const row = rows[0];
  if (!row) throw new Error(`${code} has no secretary`);
  return row;
};
/** An office by its code, with the code of the one above. */
export const office = async (db: Db, code: string) => {
  const { rows } = await sql<{ id: number; name: string; above: string | null; valid_to: string | null }>`
    select o.id, o.name, o.valid_to, a.code as above from offices o left join offices a on a.id = o.above_id where o.code = ${code}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) throw new Error(`${code} is no office`);
  return row;
};
