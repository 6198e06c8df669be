import http from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** An answer as it came over the wire. */
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** Asks without anything that a fetch would add by itself. */
export function ask(url: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { headers, method, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    request.on('error', reject).end();
  });
}

/** Did it come from the cache of pages, or will it? */
export const isKept = ({ headers }: Answer) => headers['cache-control']?.startsWith('public') ?? false;

/** Waits until a process hears the others and keeps what it draws. */
export async function keeps(url: string): Promise<void> {
  while (!isKept(await ask(`${url}/regions`))) await pause(50);
}

/** Sends bytes as they are and gives all that comes back. */
export function rawly(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (piece: string) => (all += piece));
    socket.on('end', () => resolve(all)).on('error', reject);
  });
}
