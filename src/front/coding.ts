import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { writtenOnce } from '../domain/written-once.ts';

/** How a text is packed on its way. */
export type Coding = 'br' | 'gzip';

const byBrotli = promisify(brotliCompress);
const byGzip = promisify(gzip);

/** The smallest way that whoever asks can unpack, by their Accept-Encoding; null: none. */
export function codingFor(accepted: string | string[] | undefined): Coding | null {
  return accepted === undefined ? null : smallestOf(String(accepted));
}

// Browsers of one kind all say the same.
const smallestOf = writtenOnce(200, (accepted: string): Coding | null => {
  const taken = accepted
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => !/;\s*q=0(\.0*)?$/.test(each))
    .map((each) => each.split(';', 1)[0]?.trim());
  return (['br', 'gzip'] as const).find((coding) => taken.includes(coding)) ?? null;
});

/** Packs a whole text: well enough, at a price that a page can pay. */
export async function pack(whole: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return byGzip(whole, { level: 6 });
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants;
  return byBrotli(whole, { params: { [quality]: 5, [hint]: whole.length } });
}
