import type { PersonalKind } from '../../../src/domain/screening/personal-datum.ts';
import { type Disguise, disguises } from './disguises.ts';
import type { Chance } from './random.ts';

/** An invented datum as it stands in a text, and how it was disguised. */
export interface Planted {
  what: PersonalKind;
  text: string;
  how: string;
}

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温',
  '欧阳',
  '司马',
  '诸葛',
  '上官',
];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅建国志红海燕文博雅琴晓峰宇欣怡浩然子涵俊凯诗婷雪松柏林',
];
const cities = [
  '110105',
  '310104',
  '420106',
  '510107',
  '430102',
  '330106',
  '440305',
  '610113',
  '230103',
  '650102',
];
const issuers = ['622202', '622848', '621700', '622588', '621661', '623058', '456351', '601382', '436742'];
const plateHomes = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

export function personName(by: Chance): string {
  const second = by.next() < 0.75 ? by.pick(given) : '';
  return by.pick(surnames) + by.pick(given) + second;
}

const two = (n: number): string => String(n).padStart(2, '0');
const birthday = (by: Chance): string => `${1940 + by.int(68)}${two(1 + by.int(12))}${two(1 + by.int(28))}`;

/** GB 11643, worked out here on its own, so that the rules are not judged by themselves. */
export function idNumber(by: Chance): string {
  const first = by.pick(cities) + birthday(by) + by.digits(3);
  const sum = [...first].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return first + '10X98765432'[sum % 11];
}

function oldIdNumber(by: Chance): string {
  return by.pick(cities) + birthday(by).slice(2).replace(/^0/, '5') + by.digits(3);
}

export function bankCard(by: Chance): string {
  const body = by.pick(issuers) + by.digits(by.pick([9, 12]));
  for (let last = 0; last < 10; last += 1) if (luhn(body + last)) return body + last;
  return body;
}

function luhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

export const mobile = (by: Chance): string => by.pick(['13', '15', '17', '18', '19']) + by.digits(9);

function plate(by: Chance): string {
  const home = by.pick([...plateHomes]) + by.pick([...letters].slice(0, 8));
  const signs = by.next() < 0.3 ? by.pick(['D', 'F', 'A']) + by.digits(5) : plainSigns(by);
  const dot = by.pick(['', '·', ' ', '-', '']);
  const whole = home + dot + signs;
  if (by.next() < 0.2) return whole.toLowerCase();
  return by.next() < 0.15
    ? whole.replace(/[\dA-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    : whole;
}

function plainSigns(by: Chance): string {
  return by.pick([
    `${by.pick([...letters])}${by.digits(4)}`,
    by.digits(5),
    `${by.digits(2)}${by.pick([...letters])}${by.digits(2)}`,
    `${by.digits(4)}${by.pick([...letters])}`,
  ]);
}

function email(by: Chance): [string, string] {
  const box = by.pick(['luoman', 'zhang.wei', 'li_fang88', 'wh2001', `${by.digits(9).replace(/^0/, '1')}`]);
  const host = by.pick(['qq', '163', '126', 'sina', 'gmail']);
  const way = by.int(5);
  if (way === 0) return [`${box}#${host}.com`, 'hash'];
  if (way === 1) return [`${box}(at)${host}.com`, 'at in words'];
  if (way === 2) return [`${box}＠${host}．ｃｏｍ`, 'full width'];
  return [`${box}@${host}.com`, 'plain'];
}

const chinese = (n: number): string =>
  ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'][n] ?? String(n);

function address(by: Chance): [string, string] {
  const [building, unit, floor, flat] = [1 + by.int(40), 1 + by.int(6), 1 + by.int(30), 1 + by.int(4)];
  const room = `${floor}0${flat}`.padStart(3, '1');
  const ways: [string, string][] = [
    [`${building}栋${unit}单元${room}室`, 'building, unit, room'],
    [`${building}号楼${unit}单元${room}`, 'building, unit, digits'],
    [`${building}幢${room}室`, 'building, room'],
    [`${building}栋${room}`, 'building, digits'],
    [`${chinese(1 + by.int(9))}栋${chinese(unit)}单元${room}号`, 'Chinese numerals'],
    [`${building}座${room}房`, 'tower, room'],
    [`${building}－${unit}－${room}`, 'dashes'],
  ];
  return by.pick(ways);
}

/** An invented datum of a kind, in one of the ways in which it is written. */
export function plant(what: PersonalKind, by: Chance): Planted {
  const number = (digits: string, of: readonly Disguise[] = disguises): Planted => {
    const { name, write } = by.pick(of);
    return { what, text: write(digits, by), how: name };
  };
  const spelt = (pair: [string, string]): Planted => ({ what, text: pair[0], how: pair[1] });
  switch (what) {
    case 'phone':
      return number(by.next() < 0.1 ? `86${mobile(by)}` : mobile(by));
    case 'id-number':
      return by.next() < 0.2 ? spelt([oldIdNumber(by), '15 digits']) : number(idNumber(by));
    case 'bank-card':
      return number(
        bankCard(by),
        disguises.filter(({ name }) => !/numerals|radio|〇/.test(name)),
      );
    case 'landline':
      return spelt([
        `0${by.pick(['731', '28', '10', '451', '27'])}${by.pick(['-', '', ' ', '—'])}${2 + by.int(7)}${by.digits(6)}`,
        'plain',
      ]);
    case 'plate':
      return spelt([plate(by), 'plate']);
    case 'email':
      return spelt(email(by));
    case 'chat-id':
      return spelt(
        by.next() < 0.5 ? [`wx_${by.digits(6)}`, 'letters'] : [`${1 + by.int(9)}${by.digits(8)}`, 'digits'],
      );
    case 'address':
      return spelt(address(by));
    case 'name':
      return spelt([personName(by), 'name']);
  }
}
