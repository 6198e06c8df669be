import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { lookAt } from '../../src/server/pictures/look-at.ts';
import { redraw } from '../../src/server/pictures/redraw.ts';
import { noise, plain } from '../support/picture-kit.ts';

async function redrawn(bytes: Buffer) {
  return redraw(bytes, (await lookAt(bytes)).type);
}

/** The markers of a jpeg before its data, or the chunks of a png or webp. */
function parts(bytes: Buffer): string[] {
  const found: string[] = [];
  if (bytes[0] === 0xff) {
    for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) {
      found.push((bytes[at + 1] ?? 0).toString(16));
    }
  } else if (bytes[0] === 0x89) {
    for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
      found.push(bytes.toString('latin1', at + 4, at + 8));
  } else {
    for (let at = 12; at < bytes.length;) {
      found.push(bytes.toString('latin1', at, at + 4));
      const size = bytes.readUInt32LE(at + 4);
      at += 8 + size + (size % 2);
    }
  }
  return [...new Set(found)];
}

const secrets = {
  IFD0: { Copyright: 'SECRET-OWNER', Make: 'SECRET-CAMERA' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '31/1 14/1 2712/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '121/1 28/1 1234/100',
  },
};
const xmp =
  '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-XMP</x:xmpmeta><?xpacket end="w"?>';

describe('a picture is drawn anew', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    'where and with what a %s was taken is gone from both sizes',
    async (type) => {
      const told = await plain()
        .toFormat(type)
        .withExif(secrets)
        .withXmp(xmp)
        .withIccProfile('p3')
        .toBuffer();
      const before = await sharp(told).metadata();
      expect(before.exif?.toString('latin1')).toContain('SECRET-CAMERA');
      expect(before.xmp && before.icc).toBeTruthy();

      const { full, thumb } = await redrawn(told);
      for (const bytes of [full, thumb]) {
        const after = await sharp(bytes).metadata();
        expect([after.exif, after.xmp, after.icc, after.iptc, after.comments]).toEqual(
          Array(5).fill(undefined),
        );
        expect(bytes.includes('SECRET')).toBe(false);
        expect(bytes.includes('Exif')).toBe(false);
      }
      const bare = {
        jpeg: ['e0', 'db', 'c2', 'c4'],
        png: ['IHDR', 'pHYs', 'PLTE', 'IDAT', 'IEND'],
        webp: ['VP8 '],
      }[type];
      expect(bare).toEqual(expect.arrayContaining(parts(full)));
      expect(['VP8 ']).toEqual(parts(thumb));
    },
  );

  test('what is glued behind a jpeg does not come through', async () => {
    const glued = Buffer.concat([
      await plain().jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>PK\x03\x04'),
    ]);
    expect((await redrawn(glued)).full.includes('script')).toBe(false);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'a picture held the way of EXIF orientation %i is kept upright',
    async (orientation) => {
      // Red above left, green above right, blue below left: every turn and mirror is told apart.
      const corner = (background: string) => ({
        create: { width: 40, height: 20, channels: 3 as const, background },
      });
      const upright = await sharp(corner('#000'))
        .resize(80, 40)
        .composite([
          { input: corner('#f00'), left: 0, top: 0 },
          { input: corner('#0f0'), left: 40, top: 0 },
          { input: corner('#00f'), left: 0, top: 20 },
        ])
        .png()
        .toBuffer();
      const held = await sharp(upright).withMetadata({ orientation }).png().toBuffer();
      const shown = await redrawn(held);
      const wanted = await sharp(held).autoOrient().removeAlpha().raw().toBuffer({ resolveWithObject: true });
      expect([shown.width, shown.height]).toEqual([wanted.info.width, wanted.info.height]);
      expect((await sharp(shown.full).removeAlpha().raw().toBuffer()).equals(wanted.data)).toBe(true);
    },
  );

  test('a large photograph is shrunk to 2560 pixels, its small picture to 480; a small one is never enlarged', async () => {
    const large = await redrawn(await plain(5000, 3000).jpeg().toBuffer());
    expect([large.width, large.height]).toEqual([2560, 1536]);
    expect(await sharp(large.thumb).metadata()).toMatchObject({ format: 'webp', width: 480, height: 288 });
    const small = await redrawn(await plain(60, 40).jpeg().toBuffer());
    expect([small.width, small.height]).toEqual([60, 40]);
    expect(await sharp(small.thumb).metadata()).toMatchObject({ width: 60, height: 40 });
  });

  test('jpeg stays jpeg, webp webp, a drawing png; a photograph in a png becomes webp', async () => {
    const types = async (bytes: Buffer) => {
      const { type, full } = await redrawn(bytes);
      expect((await sharp(full).metadata()).format).toBe(type);
      return type;
    };
    expect(await types(await noise(300, 200).jpeg().toBuffer())).toBe('jpeg');
    expect(await types(await noise(300, 200).webp().toBuffer())).toBe('webp');
    expect(await types(await plain().png().toBuffer())).toBe('png');
    expect(await types(await noise(1100, 900).png().toBuffer())).toBe('webp');
  });

  test('see-through stays see-through; grey, 16-bit, palette and CMYK pictures are taken', async () => {
    const glass = await redrawn(
      await sharp({ create: { width: 9, height: 9, channels: 4, background: '#f008' } })
        .png()
        .toBuffer(),
    );
    expect((await sharp(glass.full).raw().toBuffer())[3]).toBe(136);
    const variants = [
      plain().greyscale().jpeg(),
      plain().toColourspace('rgb16').png(),
      plain().png({ palette: true }),
      plain().toColourspace('cmyk').jpeg(),
      plain().jpeg({ progressive: true }),
      plain().png({ progressive: true }),
    ];
    for (const variant of variants) {
      const { full } = await redrawn(await variant.toBuffer());
      expect(await sharp(full).metadata()).toMatchObject({
        width: 60,
        height: 40,
        depth: 'uchar',
        isProgressive: expect.any(Boolean),
      });
    }
  });

  test('colours of a wide-gamut profile are turned into sRGB, not left to be misread', async () => {
    const wide = await plain().png().withIccProfile('p3').toBuffer();
    const pixel = await sharp((await redrawn(wide)).full)
      .raw()
      .toBuffer();
    expect([...pixel.subarray(0, 3)].map((v, i) => Math.abs(v - [0x33, 0xaa, 0x77][i]!) <= 2)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('of an animation the first frame is kept', async () => {
    const frames = await sharp([await plain().png().toBuffer(), await plain().negate().png().toBuffer()], {
      join: { animated: true },
    })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBe(2);
    const { full } = await redrawn(frames);
    expect((await sharp(full).metadata()).pages).toBeUndefined();
    expect((await sharp(full).raw().toBuffer())[1]).toBeGreaterThan(150);
  });
});
