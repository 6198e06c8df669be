import type { Find, PersonalWhy } from './personal-datum.ts';

const ordinal = '(?:[A-Za-z]{0,2}\\d{1,4}[A-Za-z]?|[一二三四五六七八九十百零〇]{1,4})';
const blank = '[\\s,，、-]{0,2}';
const building = `(?:${ordinal}|(?<![A-Za-z])[A-Za-z])\\s?(?:号楼|栋|幢|座|[#]楼?|号院)`;
const unit = `${ordinal}\\s?单元`;
const floor = '(?:[一二三四五六七八九十\\d]{1,3}\\s?[楼层]\\s?)?';
const room =
  '(?:[A-Za-z]?\\d{3,4}[A-Za-z]?|[一二三四五六七八九零〇]{3,4}|十[一二三四五六七八九]?0?[一二三四五六七八九])';
const roomWord =
  '(?:室|号(?:房|门)?(?![楼线院栋])|房(?![产屋价改东地间型]))(?!(?:门面|商铺|商户|店铺|门店|摊位|铺面|车库|车位))';
/** Digits that go on as a year, a day, a measure, a row of houses are no room. */
const notMore =
  '(?!\\s{0,2}(?:[\\d年月日天元万亿米㎡吨块人户套名间%度层mM栋幢座楼时分秒]|平方|平米|个|多|余|单元|路|公交|点|门面|商铺|商户|店铺|门店|铺面|车库|车位|\\.\\d|[-—~～至到]\\s?\\d{1,4}(?:[号栋户室楼年月]|单元)))';
const villageNotMore = '(?![文令线楼栋院井矿店坑机桥门]|公路|地块|工程|变压|国道|高速|煤|泵)';

/** The door of one household: a building with a room, a number in a village or a lane, a street number at which somebody says they live. */
const doors: readonly { why: PersonalWhy; pattern: RegExp }[] = [
  {
    why: 'door-of-building',
    pattern: new RegExp(
      `${building}${blank}(?:${unit}${blank}|\\d{1,2}[-—])?${floor}(?:${room}\\s?${roomWord}|\\d{3,4}${notMore})`,
      'g',
    ),
  },
  {
    why: 'door-of-building',
    pattern: new RegExp(`${unit}${blank}${floor}(?:\\d{1,4}\\s?${roomWord}|\\d{3,4}${notMore})`, 'g'),
  },
  {
    why: 'door-of-building',
    pattern: /(?<=公寓|小区|[苑园府庭]|宿舍|花城|公馆|家属院)[A-Za-z]?\d{3,4}\s?[室房](?![产屋价改东地间])/g,
  },
  {
    why: 'door-of-village',
    pattern: new RegExp(
      `(?:(?<=[村社区乡镇])(?:第)?${ordinal}[组队]|(?<=[村组队屯寨湾巷弄]|胡同))\\s?(?:附\\d{1,3}-)?(?:\\d{1,4}|[一二三四五六七八九十百]{1,4})(?:-\\d{1,3})?号${villageNotMore}`,
      'g',
    ),
  },
  {
    why: 'door-of-home',
    pattern:
      /(?<=(?:家?住[在于]?|家在|住址|我家|户籍(?:地址|地|所在地)?|(?:家庭|通[讯信]|收件|邮寄|联系)地址)[^。；;\n]{0,24}[路街道])\s?\d{1,4}号(?:院)?(?:附\d{1,3}号)?(?=$|[\s。,;、!)(]|[是的])(?!\s?,?\s?(?:小区|楼盘|公司))/g,
  },
  {
    why: 'door-of-home',
    pattern:
      /(?<=(?:住[在于]?|家在|住址|地址|业主|上门|入户)[^。；;\n]{0,20})(?<![-—\d])\d{1,3}[-—]\d{1,2}[-—]\d{3,4}(?![-—\d])/g,
  },
  // Building, unit, room, and neither a date nor a piece of a longer number.
  {
    why: 'door-of-building',
    pattern: /(?<![-—\d.A-Za-z])\d{1,2}[-—]\d[-—](?!19|20\d\d)\d{3,4}(?![-—\d.A-Za-z]|号?(?:商铺|门面|铺))/g,
  },
];
/** Rooms of offices are there to be found. */
const ofAnOffice =
  /(?:(?:办公|大厅|写字楼|商务楼|窗口|售楼)[^。；;\n]{0,8}|(?:政务|[局委厅署]|中心|法院|仲裁委?|检察院|公司|律师事务所|酒店)[^。；;\n,到]{0,4})$/;

/** Addresses down to the door; the street, the estate and the building without a room stay, since a matter is about a place. */
export function findAddresses(text: string): Find[] {
  return doors.flatMap(({ why, pattern }, rank) =>
    [...text.matchAll(pattern)].flatMap(({ 0: hit, index }): Find[] => {
      if (ofAnOffice.test(text.slice(Math.max(0, index - 24), index))) return [];
      return [{ start: index, end: index + hit.trimEnd().length, what: 'address', why, rank: 7 + rank / 10 }];
    }),
  );
}
