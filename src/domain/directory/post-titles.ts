import type { RegionStyle } from './region-style.ts';

/** The titles of one style of region; head and deputy are null where only the party secretary is written to. */
export interface Titles {
  secretary: string;
  head: string | null;
  deputy: string | null;
}

/** Titles by style of region; towns and communities have no post that is written to. */
export const titles: Partial<Record<RegionStyle, Titles>> = {
  province: { secretary: '省委书记', head: '省长', deputy: '副省长' },
  'autonomous-region': { secretary: '自治区党委书记', head: '自治区主席', deputy: '自治区副主席' },
  municipality: { secretary: '市委书记', head: '市长', deputy: '副市长' },
  city: { secretary: '市委书记', head: '市长', deputy: '副市长' },
  prefecture: { secretary: '地委书记', head: '行署专员', deputy: '行署副专员' },
  'autonomous-prefecture': { secretary: '州委书记', head: '州长', deputy: '副州长' },
  league: { secretary: '盟委书记', head: '盟长', deputy: '副盟长' },
  county: { secretary: '县委书记', head: null, deputy: null },
  'county-city': { secretary: '市委书记', head: null, deputy: null },
  district: { secretary: '区委书记', head: null, deputy: null },
  banner: { secretary: '旗委书记', head: null, deputy: null },
  'forest-district': { secretary: '林区党委书记', head: null, deputy: null },
};

/** Xinjiang's autonomous prefectures say 党委 (伊犁州党委书记). */
export const titlesOfXinjiangPrefectures: Titles = {
  secretary: '州党委书记',
  head: '州长',
  deputy: '副州长',
};

/** Who is in charge of what among the deputies: words for the title and the topics. The first is the executive deputy. */
export const portfolios: readonly { words: string | null; topicIds: readonly number[] }[] = [
  { words: null, topicIds: [2, 20, 16] },
  { words: '城建、交通、环保', topicIds: [7, 6, 13] },
  { words: '教育、医疗、就业', topicIds: [14, 12, 11] },
  { words: '三农', topicIds: [9] },
  { words: '企业、旅游、文娱', topicIds: [4, 5, 10] },
  { words: '治安', topicIds: [1] },
];
