import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { faceSvg } from '../../src/server/pictures/share/face-svg.ts';
import { serveFace } from '../../src/server/pictures/share/serve-face.ts';
import type { ShareFace } from '../../src/server/pictures/share/share-face.ts';
import { wrapText } from '../../src/server/pictures/share/wrap-text.ts';

const face = (changes: Partial<ShareFace> = {}): ShareFace => ({
  ...{
    brand: '回音',
    vow: '件件有着落，事事有回音',
    over: '致 广元市委书记 · 求助',
    title: '乡道桥面塌陷，娃娃上学要绕行',
  },
  ...{ text: '村口的石拱桥八月涨水后塌了一个洞。', foot: '网民留言仅代表作者个人意见。', ...changes },
});

describe('The picture of a page that is passed on', { timeout: 30_000 }, () => {
  test('is a PNG of 1200 × 630 with something on it, tagged by what stands on it', async () => {
    const answer = await serveFace(face({ seal: '正式答复' }), null);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    const png = Buffer.from(await answer.arrayBuffer());
    const { width, height, format } = await sharp(png).metadata();
    expect({ width, height, format }).toEqual({ width: 1200, height: 630, format: 'png' });
    const { channels } = await sharp(png).stats();
    // The title's strokes are dark, and the seal is red: its green is far below its red.
    expect(channels[0]?.min).toBeLessThan(60);
    const [r = 0, g = 0] = await sharp(png)
      .extract({ left: 980, top: 358, width: 8, height: 8 })
      .raw()
      .toBuffer();
    expect(r - g).toBeGreaterThan(80);
    const tag = String(answer.headers.get('etag'));
    expect((await serveFace(face({ seal: '正式答复' }), tag)).status).toBe(304);
    expect((await serveFace(face({ title: '别的标题' }), tag)).status).toBe(200);
  });

  test('is drawn once for all who ask at the same time, and a long line is told to come again', async () => {
    const same = await Promise.all(
      Array.from({ length: 20 }, () => serveFace(face({ text: '同一张' }), null)),
    );
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200]));
    const crowd = await Promise.all(
      Array.from({ length: 14 }, (_, n) => serveFace(face({ text: `第${n}张` }), null)),
    );
    const refused = crowd.filter(({ status }) => status === 503);
    expect(refused.length).toBe(5);
    expect(refused[0]?.headers.get('retry-after')).toBe('5');
  });

  test('holds no element that somebody wrote', () => {
    const svg = faceSvg(
      face({ title: '<image href="file:///etc/passwd"/>', text: '&xxe;<script>', over: '\u0000<a>' }),
    );
    expect(svg).not.toMatch(/<image|<script|<a>/);
    expect(svg).not.toContain('\u0000');
    expect(svg).toContain('&lt;image');
  });

  test('breaks lines by width, lets no comma begin one, and ends what is too long', () => {
    expect(wrapText('一二三四五，六七八', { wide: 5, lines: 2 })).toEqual(['一二三四五，', '六七八']);
    expect(wrapText('一二三四五六七八九', { wide: 4, lines: 2 })).toEqual(['一二三四', '五六七…']);
    expect(wrapText('好😀的👩‍👩‍👧', { wide: 10, lines: 1 })).toEqual(['好的']);
    expect(wrapText('', { wide: 5, lines: 2 })).toEqual([]);
  });
});
