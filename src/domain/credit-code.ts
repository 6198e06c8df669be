const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code (GB 32100-2015) from what people type; undefined where its shape or its check sign is off. */
export function readCreditCode(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase();
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(code)) return undefined;
  return checkSign(code.slice(0, 17)) === code[17] ? code : undefined;
}

function checkSign(body: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * signs.indexOf(body[i] ?? ''), 0);
  return signs[(31 - (sum % 31)) % 31] ?? '';
}
