import type { ListedRegion } from '../../src/domain/directory/tidy-division.ts';
import { generateDirectory } from '../../src/server/life/directory/generation/generate-directory.ts';
import type { PublishedRegions } from '../../src/server/life/directory/generation/published-regions.ts';
import { seedCalendar } from '../../src/server/store/calendar.ts';
import { app } from '../../src/server/store/db.ts';
import { openTestHouse, type TestHouse } from './house.ts';

/** Monday, 9 November 2026, 08:14 in Shanghai: when the invented export is imported. */
export const now = new Date('2026-11-09T00:14:00Z');

const county = (code: string, name: string): ListedRegion => {
  return { code, name, level: 3, parentCode: '990100', provinceCode: '990000', cityCode: '990100' };
};

// 江源省 with 云浦市 and its three counties: a directory that is made in a moment.
const regions: PublishedRegions = {
  regions: [
    { code: '990000', name: '江源省', level: 1, parentCode: null, provinceCode: '990000', cityCode: null },
    {
      code: '990100',
      name: '云浦市',
      level: 2,
      parentCode: '990000',
      provinceCode: '990000',
      cityCode: '990100',
    },
    county('990101', '柳河区'),
    county('990122', '苍溪县'),
    county('990103', '石桥区'),
  ],
  skipped: [],
  origin: 'invented',
  validFrom: '2020-01-01',
};

/** A house with a small invented directory. */
export async function openImportHouse(): Promise<TestHouse> {
  const house = await openTestHouse();
  await app()
    .transaction()
    .execute(async (tx) => {
      await generateDirectory(tx, now, regions);
      await seedCalendar(tx, now);
    });
  return house;
}

/** The message that a row of a map became. */
export function messageOf(id: string | number, map = 'invented') {
  return app()
    .selectFrom('messages')
    .selectAll()
    .where('import_ref', '=', `${map}:${id}`)
    .executeTakeFirstOrThrow();
}
