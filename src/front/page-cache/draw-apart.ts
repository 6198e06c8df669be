import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { keptPageHeaders } from '../../server/views/kept-page.ts';
import type { Room } from '../rooms.ts';
import { stamped } from '../stamp-request.ts';
import type { WantedPage } from './wanted-page.ts';

/** A page as it was drawn, in memory. */
export interface Drawn {
  status: number;
  headers: Map<string, string>;
  setsCookies: boolean;
  body: Buffer;
}

/** Has a page drawn by a request that says nothing but what is wanted, so that nothing else a visitor sent can be in it. */
export async function drawApart(
  room: Room,
  { target, cookie, origin }: WantedPage,
  from: { id: string; address: string },
): Promise<Drawn> {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = target;
  request.httpVersion = '1.1';
  request.httpVersionMajor = 1;
  request.httpVersionMinor = 1;
  const headers: Record<string, string> = {
    host: origin.host,
    accept: 'text/html',
    [stamped.id]: from.id,
    [stamped.address]: from.address,
    [stamped.protocol]: origin.protocol,
    [stamped.host]: origin.host,
    [keptPageHeaders.asked]: '1',
    ...(cookie && { cookie }),
  };
  Object.assign(request.headers, headers);
  request.rawHeaders.push(...Object.entries(headers).flat());
  request.push(null);
  const response = new ResponseApart(request);
  await Promise.race([
    response.ended,
    // Whoever threw has not answered, and whoever answers may do so later.
    Promise.resolve(room(request, response)).then(() => response.ended),
  ]);
  return response.drawn();
}

/** An answer that goes nowhere. */
class ResponseApart extends ServerResponse {
  readonly #pieces: Buffer[] = [];
  #end: () => void = () => {};
  readonly ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  override write(piece: unknown): boolean {
    this.#pieces.push(Buffer.from(piece as Uint8Array));
    return true;
  }

  override end(piece?: unknown): this {
    if (piece !== undefined && typeof piece !== 'function') this.write(piece);
    this.finished = true;
    this.emit('finish');
    this.emit('close');
    this.#end();
    return this;
  }

  drawn(): Drawn {
    const headers = Object.entries(this.getHeaders());
    return {
      status: this.statusCode,
      headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
      setsCookies: this.hasHeader('set-cookie'),
      body: Buffer.concat(this.#pieces),
    };
  }
}
