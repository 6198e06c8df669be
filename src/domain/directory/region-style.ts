/** What the naming rules need to know of a region. */
export interface NamedRegion {
  code: string;
  name: string;
  /** 1 province, 2 city, 3 county, 4 town, 5 community. */
  level: number;
}

/** How a region is governed; titles and the names of offices follow from it. */
export type RegionStyle =
  | 'province'
  | 'autonomous-region'
  | 'municipality'
  | 'city'
  | 'prefecture'
  | 'autonomous-prefecture'
  | 'league'
  | 'county'
  | 'county-city'
  | 'district'
  | 'banner'
  | 'forest-district'
  | 'town'
  | 'community';

const endings: Record<number, readonly (readonly [ending: string, style: RegionStyle])[]> = {
  1: [
    ['自治区', 'autonomous-region'],
    ['市', 'municipality'],
    ['', 'province'],
  ],
  2: [
    ['自治州', 'autonomous-prefecture'],
    ['地区', 'prefecture'],
    ['盟', 'league'],
    ['', 'city'],
  ],
  3: [
    ['林区', 'forest-district'],
    ['市', 'county-city'],
    ['区', 'district'],
    ['旗', 'banner'],
    ['', 'county'],
  ],
  4: [['', 'town']],
};

/** The style of a region, read from its level and the ending of its name. */
export function styleOf(region: NamedRegion): RegionStyle {
  const style = endings[region.level]?.find(([ending]) => region.name.endsWith(ending));
  return style?.[1] ?? 'community';
}
