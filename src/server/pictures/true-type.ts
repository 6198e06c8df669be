/** The kinds of picture that are taken. */
export const pictureTypes = ['jpeg', 'png', 'webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** How many bytes the first look needs. */
export const headBytes = 12;

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpegHead = Buffer.from([0xff, 0xd8, 0xff]);

/** What the first bytes say that this is, whatever its name or header claims; null for everything not taken. */
export function trueType(head: Buffer): PictureType | null {
  if (head.length < headBytes) return null;
  if (head.subarray(0, 3).equals(jpegHead)) return 'jpeg';
  if (head.subarray(0, 8).equals(pngHead)) return 'png';
  const riff = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';
  return riff ? 'webp' : null;
}
