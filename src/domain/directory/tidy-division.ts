/** A region as a published list has it, tidied: its place in the tree decided. */
export interface ListedRegion {
  code: string;
  name: string;
  level: 1 | 2 | 3 | 4 | 5;
  parentCode: string | null;
  provinceCode: string;
  cityCode: string | null;
}

/** A row of the list that is no region of ours, and why. */
export interface SkippedRow {
  code: string;
  name: string;
  reason: string;
}

/** A list as it is published: provinces, in them cities, in them counties (or towns, where a city has no counties). */
export interface PublishedNode {
  c: string | number;
  n: string;
  ch?: readonly PublishedNode[];
}

export interface TidyDivision {
  regions: ListedRegion[];
  skipped: SkippedRow[];
}

/** Makes regions of a published list; rows that only hold others together are skipped, what hung under them hangs under the province. */
export function tidyDivision(provinces: readonly PublishedNode[]): TidyDivision {
  const tidy: TidyDivision = { regions: [], skipped: [] };
  for (const province of provinces) {
    const provinceCode = `${province.c}0000`;
    if (['71', '81', '82'].includes(String(province.c))) {
      skip(tidy, province, '港澳台不设留言板');
      continue;
    }
    const above = { level: 1 as const, parentCode: null, provinceCode, cityCode: null };
    tidy.regions.push({ code: provinceCode, name: province.n, ...above });
    for (const city of province.ch ?? []) tidyCity(tidy, city, provinceCode);
  }
  return tidy;
}

function tidyCity(tidy: TidyDivision, city: PublishedNode, provinceCode: string): void {
  const cityCode = pseudoCity(city) ? null : `${city.c}00`;
  if (cityCode === null) skip(tidy, city, '虚设的一级(市辖区、县、省直辖),所辖区县直接归省级');
  else {
    const place = { level: 2 as const, parentCode: provinceCode, provinceCode, cityCode };
    tidy.regions.push({ code: cityCode, name: city.n, ...place });
  }
  for (const row of city.ch ?? []) tidyBelow(tidy, row, { provinceCode, cityCode, city: city.n });
}

// A municipality's 市辖区 (01) and 县 (02), and what a province runs itself (90).
function pseudoCity({ c }: PublishedNode): boolean {
  const code = String(c);
  return code.endsWith('90') || /^(11|12|31|50)0[12]$/.test(code);
}

function tidyBelow(
  tidy: TidyDivision,
  row: PublishedNode,
  { provinceCode, cityCode, city }: { provinceCode: string; cityCode: string | null; city: string },
): void {
  const code = String(row.c);
  const parentCode = cityCode ?? provinceCode;
  if (/^2327[67]/.test(code)) {
    skip(tidy, row, '地区自设的行政管理区,不在 GB/T 2260 内');
  } else if (['市辖区', '县', '省直辖县级行政区划'].includes(row.n)) {
    skip(tidy, row, '虚设的一级,不是地区');
  } else if (row.n === city && cityCode !== null) {
    skip(tidy, row, '不设区县的市以自身充当的区县');
  } else if (/^\d{6}$/.test(code)) {
    tidy.regions.push({ code, name: row.n, level: 3, parentCode, provinceCode, cityCode });
  } else if (/^\d{9}(000)?$/.test(code)) {
    tidy.regions.push({ code: code.slice(0, 9), name: row.n, level: 4, parentCode, provinceCode, cityCode });
  } else {
    skip(tidy, row, '代码不是 6 位或 9 位');
  }
}

function skip(tidy: TidyDivision, row: PublishedNode, reason: string): void {
  tidy.skipped.push({ code: String(row.c), name: row.n, reason });
}
