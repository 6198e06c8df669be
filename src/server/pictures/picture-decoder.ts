import sharp, { type Sharp } from 'sharp';
import { pictureLimits } from './limits.ts';

// Strangers' bytes meet three decoders and no other: no svg, tiff, gif, heif, pdf reader is even reachable.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// Nobody uploads the same picture twice in a row; what is decoded is let go.
sharp.cache(false);

/** The decoder as strangers' pictures get it: the first frame only, no leniency, every limit on. */
export function pictureDecoder(bytes: Buffer, { headerOnly }: { headerOnly: boolean }): Sharp {
  return sharp(bytes, {
    failOn: 'error',
    unlimited: false,
    sequentialRead: true,
    pages: 1,
    // Reading the header decodes nothing; the caller compares the size with the limit and says so.
    limitInputPixels: headerOnly ? false : pictureLimits.pixels,
  });
}
