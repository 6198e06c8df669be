import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Config } from '../server/config.ts';
import { keptPageHeaders } from '../server/views/kept-page.ts';

/** The headers in which the front tells the rooms behind it what it found out; a visitor cannot set them. */
export const stamped = {
  id: 'x-request-id',
  address: 'x-huiyin-address',
  protocol: 'x-huiyin-protocol',
  host: 'x-huiyin-host',
} as const;

/** Marks a request with its id, the visitor's address and the origin it was meant for. Returns the id. */
export function stampRequest(request: IncomingMessage, config: Config): string {
  const forwarded = config.proxyHops > 0 ? one(request.headers['x-request-id']) : undefined;
  const id = forwarded && /^[\w-]{8,64}$/.test(forwarded) ? forwarded : randomUUID();
  const origin = originOf(request, config);
  drop(request, keptPageHeaders.asked);
  stamp(request, stamped.id, id);
  stamp(request, stamped.address, addressOf(request, config.proxyHops));
  stamp(request, stamped.protocol, origin.protocol);
  stamp(request, stamped.host, origin.host);
  return id;
}

/** The origin a request was meant for. Forms are accepted from our own origin only: in production that is PUBLIC_URL, whatever a visitor says. */
export function originOf(request: IncomingMessage, config: Config): { protocol: string; host: string } {
  const known = ownOrigin(config.publicUrl);
  const host = request.headers.host ?? known.host;
  const isKnown = config.mode === 'external' || host === known.host;
  return isKnown ? { protocol: known.protocol.slice(0, -1), host: known.host } : { protocol: 'http', host };
}

/** Each trusted proxy adds one address at the end; what stands before those the visitor may have made up. */
function addressOf(request: IncomingMessage, proxyHops: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (proxyHops === 0) return direct;
  const chain = (one(request.headers['x-forwarded-for']) ?? '').split(',').map((each) => each.trim());
  return chain.at(-proxyHops) || direct;
}

let known: { publicUrl: string; origin: URL } | undefined;

function ownOrigin(publicUrl: string): URL {
  if (known?.publicUrl !== publicUrl) known = { publicUrl, origin: new URL(publicUrl) };
  return known.origin;
}

function drop(request: IncomingMessage, name: string): void {
  if (!(name in request.headers)) return;
  const raw = request.rawHeaders;
  for (let at = raw.length - 2; at >= 0; at -= 2) if (raw[at]?.toLowerCase() === name) raw.splice(at, 2);
  delete request.headers[name];
}

function stamp(request: IncomingMessage, name: string, value: string): void {
  drop(request, name);
  request.headers[name] = value;
  request.rawHeaders.push(name, value);
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}
