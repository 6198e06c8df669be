import sharp, { type Sharp } from 'sharp';
import { Refusal } from '../../domain/refusal.ts';
import { pictureDecoder } from './picture-decoder.ts';
import { pictureLimits } from './limits.ts';
import type { PictureType } from './true-type.ts';

/** A picture drawn anew: upright, small enough, in sRGB, and with nothing in it but its pixels. */
export interface Redrawn {
  type: PictureType;
  width: number;
  height: number;
  full: Buffer;
  thumb: Buffer;
}

interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
}

/** Decodes a picture once and draws both sizes from its bare pixels: no byte of the upload itself comes through. */
export async function redraw(bytes: Buffer, type: PictureType): Promise<Redrawn> {
  const pixels = await decode(bytes);
  const { width, height } = pixels;
  const full = await drawFull(pixels, type);
  const thumb = await brush(pixels)
    .resize({
      width: pictureLimits.thumbSide,
      height: pictureLimits.thumbSide,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .webp({ quality: 75 })
    .toBuffer();
  return { ...full, width, height, thumb };
}

async function decode(bytes: Buffer): Promise<Pixels> {
  const { side, decodeSeconds } = pictureLimits;
  try {
    const { data, info } = await pictureDecoder(bytes, { headerOnly: false })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: decodeSeconds })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels: info.channels };
  } catch (error) {
    throw new Refusal('broken-picture', { detail: String(error) });
  }
}

/** The family stays; only a png that would stay large, as a photograph does, becomes a webp. */
async function drawFull(pixels: Pixels, type: PictureType): Promise<{ type: PictureType; full: Buffer }> {
  if (type === 'jpeg')
    return { type, full: await brush(pixels).jpeg({ quality: 82, mozjpeg: true }).toBuffer() };
  if (type === 'png') {
    const full = await brush(pixels).png({ compressionLevel: 8 }).toBuffer();
    if (full.length <= pictureLimits.pngBytes) return { type, full };
  }
  return { type: 'webp', full: await brush(pixels).webp({ quality: 82, smartSubsample: true }).toBuffer() };
}

function brush({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}
