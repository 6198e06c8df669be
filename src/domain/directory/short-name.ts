import { styleOf, type NamedRegion } from './region-style.ts';

// Peoples that name an autonomous prefecture; everyday titles leave them out (甘孜藏族自治州 → 甘孜州).
const peoples = /(?:(?:柯尔克孜|哈萨克|蒙古|朝鲜|土家|布依|哈尼|景颇|傈僳|傣|藏|白|彝|壮|苗|侗|回|羌)族?)+$/;

/** A region's name as titles and offices carry it. */
export function shortName(region: NamedRegion): string {
  if (styleOf(region) !== 'autonomous-prefecture') return region.name;
  const bare = region.name.slice(0, -'自治州'.length);
  return `${bare.replace(peoples, '') || bare}州`;
}

/** Joins a place and a title so that no word stands twice: 成都市 + 市委书记 → 成都市委书记. */
export function joined(place: string, title: string): string {
  for (let shared = Math.min(place.length, title.length); shared > 0; shared -= 1) {
    if (place.endsWith(title.slice(0, shared))) return place + title.slice(shared);
  }
  return place + title;
}
