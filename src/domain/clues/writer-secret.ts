/** Letters and digits that nobody mistakes for one another (Crockford’s base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const findLength = 10;
const openLength = 20;
/** A prime below 32², so that one wrong letter or two exchanged neighbours never fit. */
const modulus = 1021;

/** How many random bytes a secret is made of. */
export const secretBytes: number = findLength + openLength;

/** The two halves of a writer's secret: 50 bits by which the clue is found, and 100 that open its letters and are never kept. */
export interface WriterSecret {
  find: string;
  open: string;
}

/** The secret as it is written down: eight groups of four, the last two letters checking the others. */
export function spellSecret(random: Uint8Array): string {
  if (random.length !== secretBytes) throw new Error('A secret is made of thirty random bytes.');
  const data = Array.from(random, (byte) => byte & 31);
  const check = checkOf(data);
  const all = [...data, check >> 5, check & 31].map((value) => alphabet[value]).join('');
  return (all.match(/.{4}/g) ?? []).join('-');
}

/** The halves of what somebody typed; null where it cannot be a secret. */
export function readSecret(typed: string): WriterSecret | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = [...text].map((letter) => alphabet.indexOf(letter));
  if (values.length !== secretBytes + 2 || values.includes(-1)) return null;
  const check = ((values[secretBytes] ?? 0) << 5) | (values[secretBytes + 1] ?? 0);
  if (check !== checkOf(values.slice(0, secretBytes))) return null;
  return { find: text.slice(0, findLength), open: text.slice(findLength, secretBytes) };
}

/** Is this the half by which a clue is found? */
export function isFindHalf(text: string): boolean {
  return text.length === findLength && [...text].every((letter) => alphabet.includes(letter));
}

/** Ten random letters: how examiners speak of a clue. */
export function spellRef(random: Uint8Array): string {
  return Array.from(random.subarray(0, 10), (byte) => alphabet[byte & 31]).join('');
}

function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value, at) => (sum + value * (at + 1)) % modulus, 0);
}
