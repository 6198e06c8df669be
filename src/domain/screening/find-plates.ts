import type { Find } from './personal-datum.ts';

/** Between the signs of a plate: dots, blanks, dashes, a line end. */
const gap = '[\\s·•.・_-]{0,2}';
const letter = '[A-HJ-NP-Z]';
const sign = '[A-HJ-NP-Z0-9]';
/** GA 36: province, office, five signs (the last may be 挂 学 警 港 澳 领 使) or six of a new-energy car. */
const plate = new RegExp(
  `[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]${gap}${letter}${gap}(?:(?:${sign}${gap}){4}(?:${sign}${gap})?${sign}|(?:${sign}${gap}){4}[挂学警港澳领使])(?![A-Z0-9])`,
  'gi',
);

/** Number plates of cars, old and new-energy; lower case and full-width come folded. */
export function findPlates(text: string): Find[] {
  return [...text.matchAll(plate)].flatMap(({ 0: hit, index: start }): Find[] => {
    const signs = hit.replace(/[\s·•.・_-]/g, '').slice(2);
    return isPlate(signs.toUpperCase())
      ? [{ start, end: start + hit.trimEnd().length, what: 'plate', why: 'number-plate', rank: 2 }]
      : [];
  });
}

// At least three digits, of six signs at least four with the D or F of an electric car at an end: 新ABCDEF is a word.
function isPlate(signs: string): boolean {
  const digits = signs.replace(/\D/g, '').length;
  if (signs.length === 6) return /^(?:[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK])$/.test(signs);
  return digits >= 2 && signs.replace(/\d/g, '').length <= 3;
}
