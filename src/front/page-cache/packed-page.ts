import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Drawn } from './draw-apart.ts';

type Encoding = 'br' | 'gzip' | 'plain';

/** One way in which a page is sent: its bytes, its tag and its headers as they go out. */
interface Packed {
  body: Buffer;
  etag: string;
  headers: string[];
}

/** How a cache in front may keep a page: a second, and two more while it asks anew; a browser always asks. */
const cacheControl = 'public, max-age=0, s-maxage=1, stale-while-revalidate=2';
const left = new Set([
  'cache-control',
  'etag',
  'content-length',
  'date',
  'connection',
  'x-request-id',
  'vary',
]);

const packers = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 }),
};

/** A page that is kept: what it shows, until when it holds, and its bytes as they are sent, compressed once. */
export class PackedPage {
  readonly shows: readonly string[];
  /** By the clock that only runs forward, in milliseconds. */
  readonly goodUntil: number;
  /** What it takes in memory, what is compressed of it counted ahead. */
  readonly bytes: number;
  readonly #headers: string[];
  readonly #tag: string;
  readonly #plain: Packed;
  readonly #ways: Partial<Record<Encoding, Promise<Packed>>> = {};

  constructor({ body, headers }: Drawn, of: { shows: readonly string[]; goodUntil: number; https: boolean }) {
    this.shows = of.shows;
    this.goodUntil = of.goodUntil;
    this.bytes = body.length * 1.6 + 4000;
    this.#tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    const kept = [...headers].filter(([name]) => !left.has(name) && !name.startsWith('x-huiyin-'));
    this.#headers = [
      ...kept.flat(),
      ...['cache-control', cacheControl, 'vary', 'Accept-Encoding, Cookie'],
      ...(of.https ? ['strict-transport-security', 'max-age=31536000'] : []),
    ];
    this.#plain = this.#packed('plain', body);
  }

  /** Sends the page, or that the sender has it; at once where nothing has to be compressed for it. */
  send(request: IncomingMessage, response: ServerResponse): void {
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding === 'plain') return answer(request, response, this.#plain);
    const way = (this.#ways[encoding] ??= packers[encoding](this.#plain.body).then((body) =>
      this.#packed(encoding, body),
    ));
    void way.then(
      (packed) => answer(request, response, packed),
      () => answer(request, response, this.#plain),
    );
  }

  #packed(encoding: Encoding, body: Buffer): Packed {
    const etag = encoding === 'plain' ? `"${this.#tag}"` : `"${this.#tag}-${encoding}"`;
    const headers = ['etag', etag, ...this.#headers];
    if (encoding !== 'plain') headers.push('content-encoding', encoding);
    return { body, etag, headers: [...headers, 'content-length', String(body.length)] };
  }
}

function answer(request: IncomingMessage, response: ServerResponse, { body, etag, headers }: Packed): void {
  const asked = request.headers['if-none-match'];
  if (asked !== undefined && has(asked, etag)) {
    response.writeHead(
      304,
      headers.filter((_, i) => !/^content-(length|type|encoding)$/.test(headers[i & ~1] ?? '')),
    );
    response.end();
    return;
  }
  response.writeHead(200, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function has(asked: string, etag: string): boolean {
  return asked.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
}

/** The best that the sender says it can read; whoever refuses one by q=0 or says odd things gets the plain bytes. */
function encodingFor(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'plain';
  const plainly = accepted.split(',').map((each) => each.trim());
  const takes = (name: string) =>
    plainly.some(
      (each) => each === name || (/^\w+;\s*q=(1|0\.[1-9]\d*)$/.test(each) && each.startsWith(`${name};`)),
    );
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'plain';
}
