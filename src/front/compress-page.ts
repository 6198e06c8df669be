import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingFor, pack } from './coding.ts';

const compressible =
  /^(text\/|application\/(json|manifest\+json|javascript|problem\+json|xml|rss\+xml|atom\+xml))/;
/** Below this the frame of a compressed text costs what it saves. */
const leastBytes = 860;

/**
 * Lets a page leave as small as its reader can unpack it. What may not be stored holds what is somebody's own: it goes as it is,
 * since its length, were it compressed beside words that another can bring in, would tell of it.
 */
export function compressPage(request: IncomingMessage, response: ServerResponse): void {
  const coding = codingFor(request.headers['accept-encoding']);
  const { writeHead, write, end } = originals(response);
  let parts: Buffer[] | null = null;
  response.writeHead = ((...given: unknown[]) => {
    const [status, headers] = [Number(given[0]), given.at(-1)];
    if (typeof headers === 'object' || !isFit(request, response, status)) return writeHead(...given);
    response.setHeader('vary', varied(response.getHeader('vary')));
    if (!coding) return writeHead(...given);
    response.statusCode = status;
    parts = [];
    return response;
  }) as ServerResponse['writeHead'];
  response.write = ((...given: unknown[]) => {
    if (!parts) return write(...given);
    parts.push(Buffer.from(given[0] as string | Uint8Array));
    return true;
  }) as ServerResponse['write'];
  response.end = ((...given: unknown[]) => {
    if (!parts) return end(...given);
    if (typeof given[0] !== 'function' && given[0] != null) parts.push(Buffer.from(given[0] as Uint8Array));
    void send(Buffer.concat(parts));
    return response;
  }) as ServerResponse['end'];

  async function send(whole: Buffer): Promise<void> {
    const body = coding && whole.length >= leastBytes ? await pack(whole, coding) : whole;
    if (response.destroyed) return;
    if (body !== whole && coding) {
      response.setHeader('content-encoding', coding);
      response.setHeader('content-length', body.length);
      weaken(response);
    }
    writeHead(response.statusCode);
    end(body);
  }
}

function isFit({ method }: IncomingMessage, response: ServerResponse, status: number): boolean {
  const header = (name: string): string => String(response.getHeader(name) ?? '');
  return (
    method !== 'HEAD' &&
    status >= 200 &&
    ![204, 304].includes(status) &&
    compressible.test(header('content-type')) &&
    header('content-encoding') === '' &&
    !/no-store|no-transform/.test(header('cache-control'))
  );
}

// The same page in another coding has other bytes: what compares it may compare its meaning alone.
function weaken(response: ServerResponse): void {
  const tag = response.getHeader('etag');
  if (typeof tag === 'string' && tag.startsWith('"')) response.setHeader('etag', `W/${tag}`);
}

function varied(vary: number | string | string[] | undefined): string {
  const said = [vary ?? []].flat().join(', ');
  return /accept-encoding/i.test(said) ? said : [said, 'accept-encoding'].filter(Boolean).join(', ');
}

function originals(response: ServerResponse) {
  type Call = (...given: unknown[]) => never;
  return {
    writeHead: response.writeHead.bind(response) as Call,
    write: response.write.bind(response) as Call,
    end: response.end.bind(response) as Call,
  };
}
