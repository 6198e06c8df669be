// Places whose reading differs from the everyday one of their characters; u with two dots is written v.
const readings: Record<string, string> = {
  乐亭: 'lao ting',
  蔚县: 'yu xian',
  万柏林: 'wan bai lin',
  繁峙: 'fan shi',
  洪洞: 'hong tong',
  克什克腾: 'ke shi ke teng',
  调兵山: 'diao bing shan',
  珲春: 'hun chun',
  穆棱: 'mu ling',
  绥棱: 'sui ling',
  闵行: 'min hang',
  六合区: 'lu he qu',
  乐清: 'yue qing',
  歙县: 'she xian',
  涡阳: 'guo yang',
  乐陵: 'lao ling',
  单县: 'shan xian',
  浚县: 'xun xian',
  泌阳: 'bi yang',
  黄陂: 'huang pi',
  曾都: 'zeng du',
  大埔: 'da bu',
  塘厦: 'tang xia',
  什邡: 'shi fang',
  丹棱: 'dan ling',
  筠连: 'jun lian',
  牟定: 'mou ding',
  浪卡子: 'lang qia zi',
  吴堡: 'wu bu',
  民乐: 'min le',
  红寺堡: 'hong si bu',
  尉犁: 'yu li',
  乌什: 'wu shi',
  阿图什: 'a tu shi',
  喀什: 'ka shi',
  塔什库尔干: 'ta shi ku er gan',
};

/** Puts the readings of known places over the everyday ones, one syllable a character. */
export function correctReading(name: string, syllables: readonly string[]): string[] {
  const characters = [...name];
  // In a place's name 都 is a capital (du), hardly ever "all" (dou).
  const corrected = syllables.map((syllable, at) => (characters[at] === '都' ? 'du' : syllable));
  for (const [place, reading] of Object.entries(readings)) {
    const at = name.indexOf(place);
    if (at < 0) continue;
    corrected.splice([...name.slice(0, at)].length, [...place].length, ...reading.split(' '));
  }
  return corrected;
}
