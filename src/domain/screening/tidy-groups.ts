import type { DigitGroup } from './digit-runs.ts';

/** As people part the digits of a mobile number. */
const naturalGroups = new Set([
  '344',
  '335',
  '434',
  '443',
  '38',
  '74',
  '3422',
  '56',
  '65',
  '2342',
  '1244',
  '32222',
  '353',
  '533',
  '83',
  '47',
]);

/** Is a number parted as people part numbers, or so oddly that only a disguise explains it? Rows of house numbers and years are neither. `inList`: the text says what it is, so commas and strokes are no list. */
export function isTidy(groups: readonly DigitGroup[], digits: string, inList: boolean): boolean {
  if (groups.length === 1) return true;
  const sizes = groups.map((group) => group.digits.length);
  const gaps = groups.slice(1).map(({ gap }) => gap);
  if (gaps.some((gap) => gap === 'seam' || gap === 'odd')) return true;
  if (sizes.every((size) => size === 1)) return digits.length >= 11;
  const country = /^(?:00)?86$/.test(groups[0]?.digits ?? '') ? 1 : 0;
  if (digits.length - (country ? (groups[0]?.digits.length ?? 0) : 0) <= 11)
    return sizes.length === 1 + country || naturalGroups.has(sizes.slice(country).join(''));
  if (gaps.includes('list') && !inList) return false;
  return digits.length >= 16 ? isCardLike(sizes) : naturalIdGroups.has(sizes.join(''));
}

/** Province and place, birthday, the rest. */
const naturalIdGroups = new Set(['663', '6243', '62223', '66111', '4443', '555', '33333']);

function isCardLike(sizes: number[]): boolean {
  const rest = sizes.slice(0, -1);
  return (
    rest.every((size) => size === 4) ||
    rest.every((size) => size === 3) ||
    new Set([
      '684',
      '6444',
      '6424',
      '64224',
      '62424',
      '6844',
      '693',
      '883',
      '612',
      '613',
      '415',
      '6832',
      '64222',
    ]).has(sizes.join('')) ||
    rest.every((size) => size >= 6)
  );
}
