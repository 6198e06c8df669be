import { Refusal } from '../../domain/refusal.ts';
import { countJpegScans } from './count-jpeg-scans.ts';
import { pictureDecoder } from './picture-decoder.ts';
import { pictureLimits } from './limits.ts';
import { trueType, type PictureType } from './true-type.ts';

/** What a picture says of itself before anything is decoded. */
export interface Look {
  type: PictureType;
  width: number;
  height: number;
  /** It cannot be decoded row by row and is large: it needs much memory at once. */
  heavy: boolean;
}

/** Reads a picture's headers and refuses what is no picture, too large to be drawn, or a trap for the decoder. */
export async function lookAt(bytes: Buffer): Promise<Look> {
  const type = trueType(bytes);
  if (!type) throw new Refusal('not-a-picture');
  const header = await readHeader(bytes);
  if (header.format !== type)
    throw new Refusal('not-a-picture', { detail: `${type} that reads as ${header.format}` });
  const { width, height } = header;
  const pixels = width * height;
  if (pixels > pictureLimits.pixels) throw new Refusal('too-many-pixels', { with: { width, height } });
  if (Math.max(width, height) > pictureLimits.longestSide) {
    throw new Refusal('broken-picture', { detail: `${width} × ${height}` });
  }
  if (type === 'jpeg' && countJpegScans(bytes) > pictureLimits.jpegScans) {
    throw new Refusal('broken-picture', { detail: 'a jpeg with too many scans' });
  }
  return { type, width, height, heavy: header.isProgressive && pixels > pictureLimits.heavyPixels };
}

async function readHeader(bytes: Buffer) {
  try {
    return await pictureDecoder(bytes, { headerOnly: true }).metadata();
  } catch (error) {
    throw new Refusal('broken-picture', { detail: String(error) });
  }
}
