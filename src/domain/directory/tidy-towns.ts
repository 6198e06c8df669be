import type { ListedRegion, SkippedRow } from './tidy-division.ts';
import { communityName } from './unit-names.ts';

/** A town or community as the statistical list has it: 9 or 12 digits and a name. */
export interface ListedUnit {
  code: string;
  name: string;
}

/** Where a code that may carry towns hangs in the directory; undefined: not there. */
export type FindPlace = (
  code: string,
) => Pick<ListedRegion, 'code' | 'provinceCode' | 'cityCode'> | undefined;

/** Towns get the county of their code, or the city where the list has a development zone, an island or no county at all. */
export function tidyTowns(
  towns: readonly ListedUnit[],
  find: FindPlace,
): { regions: ListedRegion[]; skipped: SkippedRow[] } {
  const regions: ListedRegion[] = [];
  const skipped: SkippedRow[] = [];
  for (const { code, name } of towns) {
    const place = find(code.slice(0, 6)) ?? find(`${code.slice(0, 4)}00`);
    if (!/^\d{9}$/.test(code)) skipped.push({ code, name, reason: '代码不是 9 位' });
    else if (/(虚拟|类似)/.test(name)) skipped.push({ code, name, reason: '统计上虚设,不是乡级单位' });
    else if (!place) skipped.push({ code, name, reason: '目录中没有所属的区县和城市' });
    else {
      const { provinceCode, cityCode } = place;
      regions.push({ code, name, level: 4, parentCode: place.code, provinceCode, cityCode });
    }
  }
  return { regions, skipped };
}

/** Communities hang under the town of their code; what a list only counts with (虚拟社区) is skipped. */
export function tidyCommunities(
  communities: readonly ListedUnit[],
  find: FindPlace,
): { regions: ListedRegion[]; skipped: SkippedRow[] } {
  const regions: ListedRegion[] = [];
  const skipped: SkippedRow[] = [];
  for (const { code, name } of communities) {
    const place = find(code.slice(0, 9));
    if (!/^\d{12}$/.test(code)) skipped.push({ code, name, reason: '代码不是 12 位' });
    else if (/虚拟/.test(name)) skipped.push({ code, name, reason: '统计上虚设,不是社区或村' });
    else if (!place) skipped.push({ code, name, reason: '目录中没有所属的乡镇街道' });
    else {
      const { provinceCode, cityCode } = place;
      const hung = { level: 5 as const, parentCode: place.code, provinceCode, cityCode };
      regions.push({ code, name: communityName(name), ...hung });
    }
  }
  return { regions, skipped };
}
