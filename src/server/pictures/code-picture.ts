import sharp from 'sharp';
import { encode } from 'uqr';

/** Pixels along each side of a square: on paper and on a sharp screen its edges stay straight. */
const side = 8;

/** An address as a picture for the camera of a phone: PNG, with the quiet border that readers ask for (ISO/IEC 18004). */
export async function codePicture(address: string): Promise<Buffer> {
  const { size, data } = encode(address, { ecc: 'M', border: 4 });
  const squares = Buffer.from(data.flat().map((dark) => (dark ? 0 : 255)));
  return sharp(squares, { raw: { width: size, height: size, channels: 1 } })
    .resize(size * side, size * side, { kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer();
}
