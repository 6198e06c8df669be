import type { Shown } from './page-moves.ts';

/** Where a message stands, as far as pages list and count it. */
export interface Standing {
  code: string;
  postId: number;
  topicId: number;
  regionCode: string | null;
  provinceCode: string | null;
  cityCode: string | null;
}

/** What moves with a message: its own page, and every list and number in which it counts. */
export function scopesOf(at: Standing): Shown[] {
  const { regionCode } = at;
  // A town lies in a county, whose code begins its own.
  const regions = new Set([at.provinceCode, at.cityCode, regionCode, regionCode?.slice(0, 6)]);
  return [
    `message:${at.code}`,
    'board',
    `post:${at.postId}`,
    `topic:${at.topicId}`,
    ...[...regions].filter((code) => code !== null && code !== undefined).map((code) => `region:${code}`),
  ];
}
