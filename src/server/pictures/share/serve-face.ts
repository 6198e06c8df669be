import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { holdsVersion } from '../../../domain/entity-tag.ts';
import { isRefusal } from '../../../domain/refusal.ts';
import { WaitingLine } from '../waiting-line.ts';
import { faceSvg, shareFont } from './face-svg.ts';
import type { ShareFace } from './share-face.ts';

const require = createRequire(import.meta.url);
const fontFile = (weight: string) =>
  require.resolve('@embedpdf/fonts-sc').replace(/dist.*$/, `fonts/NotoSansHans-${weight}.otf`);
const font = {
  fontFiles: [fontFile('Regular'), fontFile('Bold')],
  loadSystemFonts: false,
  defaultFontFamily: shareFont,
};

/** One is drawn at a time, beside the thread that answers; who finds a line of so many is told to come again. */
const line = new WaitingLine(1, 8);
/** Some 40 kB each. */
const mostKept = 200;
const kept = new Map<string, Promise<Buffer>>();

/** Answers with the picture of a page that is passed on, drawn once for what stands on it; 304 to those who have it. */
export async function serveFace(face: ShareFace, ifNoneMatch: string | null): Promise<Response> {
  const svg = faceSvg(face);
  const hash = createHash('sha256').update(svg).digest('base64url').slice(0, 22);
  const headers = { etag: `"${hash}"`, 'cache-control': 'public, no-cache' };
  if (holdsVersion(ifNoneMatch, headers.etag)) return new Response(null, { status: 304, headers });
  try {
    const png = await drawn(hash, svg);
    return new Response(new Uint8Array(png), { headers: { ...headers, 'content-type': 'image/png' } });
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'busy') throw error;
    return new Response(null, { status: 503, headers: { 'retry-after': '5', 'cache-control': 'no-store' } });
  }
}

function drawn(hash: string, svg: string): Promise<Buffer> {
  const known = kept.get(hash);
  const picture = known ?? line.inTurn(async () => (await renderAsync(svg, { font })).asPng());
  kept.delete(hash);
  kept.set(hash, picture);
  if (!known) picture.catch(() => kept.delete(hash));
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return picture;
}
