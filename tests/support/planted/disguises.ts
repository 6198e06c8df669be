import type { Chance } from './random.ts';

/** A way in which people write a number so that no machine reads it, or that a phone's keyboard makes. */
export interface Disguise {
  name: string;
  write: (digits: string, by: Chance) => string;
}

const rows = {
  chinese: '零一二三四五六七八九',
  circle: '〇一二三四五六七八九',
  formal: '零壹贰叁肆伍陆柒捌玖',
  radio: '洞幺二三四五六拐八勾',
  wide: '0123456789',
  circled: '⓪①②③④⑤⑥⑦⑧⑨',
};
const emoji = ['😀', '📞', '❤️', '🌸', '👍🏽', '★', '☎️'];

const map = (row: string) => (digits: string) =>
  digits.replace(/\d/g, (digit) => [...row][Number(digit)] ?? digit);
const joined = (separator: string) => (digits: string) => [...digits].join(separator);

/** 138 0000 0217 for a mobile, fours for a card, place, birthday and rest for an ID number. */
export function grouped(digits: string, separator: string): string {
  const cut =
    digits.length === 13
      ? [2, 5, 9]
      : digits.length === 11
        ? [3, 7]
        : digits.length === 18
          ? [6, 14]
          : [4, 8, 12, 16];
  return [0, ...cut.filter((at) => at < digits.length), digits.length]
    .slice(0, -1)
    .map((at, i, all) => digits.slice(at, all[i + 1] ?? digits.length))
    .join(separator);
}

/** Plain first; then spaces, dashes, dots, line breaks, full width, Chinese numerals, emoji, invisible signs, mixed. */
export const disguises: readonly Disguise[] = [
  { name: 'plain', write: (digits) => digits },
  { name: 'spaces', write: (digits) => grouped(digits, ' ') },
  { name: 'wide spaces', write: (digits) => grouped(digits, '\u3000') },
  { name: 'dashes', write: (digits, by) => grouped(digits, by.pick(['-', '—', '－', '–'])) },
  {
    name: 'dots',
    write: (digits, by) => grouped(digits, by.pick(['.', '·', '•', '．'])),
  },
  { name: 'line break', write: (digits) => grouped(digits, '\n') },
  { name: 'slashes', write: (digits, by) => grouped(digits, by.pick(['/', '_', '|'])) },
  { name: 'digit by digit', write: (digits, by) => joined(by.pick([' ', '-', '.', '、']))(digits) },
  {
    name: 'full width',
    write: (digits) => digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  },
  { name: 'circled', write: map(rows.circled) },
  { name: 'keycaps', write: (digits) => digits.replace(/\d/g, (d) => `${d}\uFE0F\u20E3`) },
  { name: 'Chinese numerals', write: map(rows.chinese) },
  { name: 'Chinese with 〇', write: map(rows.circle) },
  { name: 'formal numerals', write: map(rows.formal) },
  { name: 'radio numerals', write: map(rows.radio) },
  { name: 'Chinese, spaced', write: (digits) => grouped(map(rows.chinese)(digits), ' ') },
  {
    name: 'mixed',
    write: (digits, by) =>
      digits.replace(/\d/g, (d) => (by.next() < 0.4 ? ([...rows.chinese][Number(d)] ?? d) : d)),
  },
  { name: 'emoji between', write: (digits, by) => grouped(digits, by.pick(emoji)) },
  { name: 'emoji by digit', write: (digits, by) => joined(by.pick(emoji))(digits) },
  { name: 'zero width', write: (digits) => grouped(digits, '\u200B') },
  { name: 'letters for 0 and 1', write: (digits) => digits.replace(/0/g, 'O').replace(/1/g, 'l') },
];
