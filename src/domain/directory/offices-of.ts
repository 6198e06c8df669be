import { departments } from './departments.ts';
import { styleOf, type NamedRegion } from './region-style.ts';
import { shortName } from './short-name.ts';
import { communityOfficeName, townOfficeName } from './unit-names.ts';

/** An office or unit as the rules make it; above is the code of the next one up the chain. */
export interface OfficePlan {
  code: string;
  name: string;
  kind: 'petition' | 'department' | 'town' | 'community';
  above: string;
  fallback: boolean;
  topicIds: readonly number[];
}

/** The desk over every province and ministry: where the chain of offices ends. */
export const supervisionDesk = 'supervision-desk';

/** The desk that reads a message before it is shown. */
export const reviewDesk = 'review-desk';

/** The code of the office that answers for a region's leaders, or of a town's or community's own. */
export function mainOfficeCode(region: Pick<NamedRegion, 'code' | 'level'>): string {
  const kind = region.level <= 3 ? 'petition' : region.level === 4 ? 'town' : 'community';
  return `${region.code}-${kind}`;
}

/** The one office that a region has at every level: petition office, town government or community committee. */
export function mainOfficeOf(region: NamedRegion, parent: NamedRegion | null): OfficePlan {
  const above = parent ? mainOfficeCode(parent) : supervisionDesk;
  const main = { code: mainOfficeCode(region), above, topicIds: [], fallback: region.level < 5 };
  if (region.level === 4) return { ...main, name: townOfficeName(region.name), kind: 'town' };
  if (region.level === 5) return { ...main, name: communityOfficeName(region.name), kind: 'community' };
  return { ...main, name: `${shortName(region)}信访局`, kind: 'petition' };
}

/** The offices and units of a region by rule: its main office, and down to the county the departments. */
export function officesOf(region: NamedRegion, parent: NamedRegion | null): OfficePlan[] {
  const main = mainOfficeOf(region, parent);
  return region.level <= 3 ? [main, ...departmentsOf(region)] : [main];
}

/** The level at which departments are named; a municipality's own differ from a province's. */
export type DepartmentLevel = 'province' | 'municipality' | 'city' | 'county';

/** At which level the departments of a region are named. */
export function departmentLevel(region: NamedRegion): DepartmentLevel {
  if (region.level === 1) return styleOf(region) === 'municipality' ? 'municipality' : 'province';
  return region.level === 2 ? 'city' : 'county';
}

/** The departments at a level: key, the name that follows the place, and what each works on, the likelier first. */
export function departmentsAt(
  level: DepartmentLevel,
): { key: string; name: string; topicIds: readonly number[] }[] {
  return departments.flatMap((department) => {
    const name = department[level];
    return name === null ? [] : [{ key: department.key, name, topicIds: department.topicIds }];
  });
}

function departmentsOf(region: NamedRegion): OfficePlan[] {
  const place = shortName(region);
  const above = mainOfficeCode(region);
  return departmentsAt(departmentLevel(region)).map(({ key, name, topicIds }) => {
    const code = `${region.code}-${key}`;
    return { code, name: place + name, kind: 'department', above, fallback: false, topicIds };
  });
}
