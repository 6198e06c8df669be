import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { holdsVersion } from '../../domain/entity-tag.ts';
import { type Coding, codingFor, pack } from '../coding.ts';
import type { Drawn } from './draw-apart.ts';

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

/** What is known of a page beside its bytes. Times by performance.now(). */
export interface PageFacts {
  shows: readonly string[];
  /** When its drawing began: what moved later may be missing on it. */
  beganAt: number;
  goodUntil: number;
  https: boolean;
}

/** A page that is kept: what it shows, until when it holds, and its bytes as they are sent, compressed once. */
export class PackedPage {
  readonly shows: readonly string[];
  readonly beganAt: number;
  readonly goodUntil: number;
  /** What it takes in memory, what is compressed of it counted ahead. */
  readonly bytes: number;
  readonly #headers: string[];
  readonly #tag: string;
  readonly #plain: Packed;
  readonly #ways: Partial<Record<Coding, Promise<Packed>>> = {};

  constructor({ body, headers }: Drawn, of: PageFacts) {
    this.shows = of.shows;
    this.beganAt = of.beganAt;
    this.goodUntil = of.goodUntil;
    this.bytes = body.length * 1.6 + 4000;
    this.#tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    const kept = [...headers].filter(([name]) => !left.has(name) && !name.startsWith('x-huiyin-'));
    this.#headers = [
      ...kept.flat(),
      ...['cache-control', cacheControl, 'vary', 'Accept-Encoding, Cookie'],
      ...(of.https ? ['strict-transport-security', 'max-age=31536000'] : []),
    ];
    this.#plain = this.#packed(null, body);
  }

  /** Sends the page, or that the sender has it; at once where nothing has to be compressed for it. */
  send(request: IncomingMessage, response: ServerResponse): void {
    const coding = codingFor(request.headers['accept-encoding']);
    if (coding === null) return answer(request, response, this.#plain);
    const way = (this.#ways[coding] ??= pack(this.#plain.body, coding).then((body) =>
      this.#packed(coding, body),
    ));
    void way.then(
      (packed) => answer(request, response, packed),
      () => answer(request, response, this.#plain),
    );
  }

  #packed(coding: Coding | null, body: Buffer): Packed {
    const etag = coding ? `"${this.#tag}-${coding}"` : `"${this.#tag}"`;
    const headers = ['etag', etag, ...this.#headers];
    if (coding) headers.push('content-encoding', coding);
    return { body, etag, headers: [...headers, 'content-length', String(body.length)] };
  }
}

function answer(request: IncomingMessage, response: ServerResponse, { body, etag, headers }: Packed): void {
  if (holdsVersion(request.headers['if-none-match'], etag)) {
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
