/** Where the shades of the tile map change, in percent. */
export const rateSteps = [50, 70, 85, 95] as const;

/** Provinces without a board: drawn, so that nobody looks for them in vain. */
export const notOpen = [
  { code: '710000', name: '台湾', letter: '台' },
  { code: '810000', name: '香港', letter: '港' },
  { code: '820000', name: '澳门', letter: '澳' },
] as const;

// The one-letter names of the provinces, by the first two digits of their code.
const letters: Record<string, string> = {
  ...{ 11: '京', 12: '津', 13: '冀', 14: '晋', 15: '蒙', 21: '辽', 22: '吉', 23: '黑' },
  ...{ 31: '沪', 32: '苏', 33: '浙', 34: '皖', 35: '闽', 36: '赣', 37: '鲁' },
  ...{ 41: '豫', 42: '鄂', 43: '湘', 44: '粤', 45: '桂', 46: '琼' },
  ...{ 50: '渝', 51: '川', 52: '黔', 53: '滇', 54: '藏' },
  ...{ 61: '陕', 62: '甘', 63: '青', 64: '宁', 65: '新' },
};

/** 川 for 510000: the letter of a province, for small squares. */
export function letterOf(code: string): string {
  return letters[code.slice(0, 2)] ?? '';
}

/** 广西 for 广西壮族自治区, 四川 for 四川省, 北京 for 北京市: a province as people say it. */
export function shortPlace(name: string): string {
  return name.replace(/(?:壮族|回族|维吾尔)?(?:省|市|自治区)$/, '');
}
