import { inflateSync } from 'node:zlib';

const eachBytes = 128 * 1024 * 1024;
const allBytes = 512 * 1024 * 1024;

/** Do the packed parts of a pdf stay within bounds once unpacked? A few kilobytes can hold gigabytes of nothing. */
export function inflatesWithin(pdf: Buffer): boolean {
  let all = 0;
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const from = at + (pdf[at + 6] === 13 ? 8 : 7);
    if (pdf[from] === undefined || (pdf[from] & 0x0f) !== 8) continue;
    try {
      // Z_SYNC_FLUSH: what stands behind the part is no fault.
      all += inflateSync(pdf.subarray(from), { maxOutputLength: eachBytes, finishFlush: 2 }).length;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return false;
    }
    if (all > allBytes) return false;
  }
  return true;
}
