/** What kind of personal datum a stretch of text looks like. */
export const personalKinds = ['phone', 'id-number', 'bank-card', 'email', 'plate'] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** A stretch of text that looks personal, where it stands (UTF-16 offsets), and what the guess rests on. */
export interface PersonalDatum {
  kind: PersonalKind;
  start: number;
  end: number;
  text: string;
  evidence: 'id-checksum' | 'card-checksum' | 'mobile-number' | 'email-address' | 'number-plate';
}

/** Between digits people put blanks, dashes, dots. */
const gap = '[ \\u3000.\\-·—_]{0,2}';
const digits = (n: string) => `(?:${gap}\\d)${n}`;

interface Rule {
  kind: PersonalKind;
  evidence: PersonalDatum['evidence'];
  pattern: RegExp;
  holds?: (compact: string) => boolean;
}

/** In this order: what an earlier rule took, a later one leaves alone. */
const rules: readonly Rule[] = [
  {
    kind: 'email',
    evidence: 'email-address',
    pattern: /[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi,
  },
  {
    kind: 'id-number',
    evidence: 'id-checksum',
    pattern: new RegExp(`(?<!\\d)[1-8]${digits('{16}')}${gap}[\\dXx](?![\\dA-Za-z])`, 'g'),
    holds: isIdNumber,
  },
  {
    kind: 'bank-card',
    evidence: 'card-checksum',
    pattern: new RegExp(`(?<!\\d)(?:62|60|4\\d|5[1-5]|3[5-7])${digits('{14,17}')}(?!\\d)`, 'g'),
    holds: passesLuhn,
  },
  {
    kind: 'phone',
    evidence: 'mobile-number',
    pattern: new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${gap})?1${gap}[3-9]${digits('{9}')}(?!\\d)`, 'g'),
  },
  {
    kind: 'plate',
    evidence: 'number-plate',
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•.-]?(?=[A-Z]{0,5}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Z0-9])/gi,
  },
];

/** Finds phones, ID numbers, bank cards, e-mail addresses and number plates by rule, in the order of the text; a person decides on each. */
export function findPersonalData(text: string): PersonalDatum[] {
  const folded = foldWidth(text);
  const found: PersonalDatum[] = [];
  for (const { kind, evidence, pattern, holds } of rules) {
    for (const { 0: hit, index: start } of folded.matchAll(pattern)) {
      const end = start + hit.length;
      if (found.some((earlier) => start < earlier.end && end > earlier.start)) continue;
      if (holds && !holds(hit.replace(/[^\dXx]/g, ''))) continue;
      found.push({ kind, start, end, text: text.slice(start, end), evidence });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** Full-width digits, letters and signs as their plain ones, place for place. */
function foldWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** GB 11643: a possible birthday, and the last digit as the other seventeen demand. */
function isIdNumber(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  const born = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return (
    /^(18|19|20)/.test(number.slice(6)) &&
    born.getUTCMonth() + 1 === month &&
    born.getUTCDate() === day &&
    checks[sum % 11] === number[17]?.toUpperCase()
  );
}

function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let fromEnd = 0; fromEnd < number.length; fromEnd += 1) {
    const digit = Number(number[number.length - 1 - fromEnd]);
    const doubled = fromEnd % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(number);
}
