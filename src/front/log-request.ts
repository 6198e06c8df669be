import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../server/log.ts';

/** Notes one line when the answer is out: no query, no body, no address, no code of a message. */
export function logRequest(request: IncomingMessage, response: ServerResponse, id: string): void {
  const begun = performance.now();
  const route = routeShape(request.url ?? '/');
  response.once('close', () => {
    const ms = Math.round((performance.now() - begun) * 10) / 10;
    const status = response.writableFinished ? response.statusCode : 'broken off';
    const level = response.statusCode >= 500 ? 'error' : isNoise(route) ? 'debug' : 'info';
    log()[level]({ request: id, method: request.method, route, status, ms }, 'request');
  });
}

/** A path with all that may name a person or a message replaced: only plain words of the address stay. */
export function routeShape(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  if (path.startsWith('/_app/')) return '/_app/*';
  return path
    .split('/')
    .slice(0, 12)
    .map((part) => (/^([a-z]{1,20}(-[a-z]{1,12}){0,3}|v\d|)$/.test(part) ? part : '*'))
    .join('/');
}

function isNoise(route: string): boolean {
  return route === '/_app/*' || route === '/healthz' || route === '/readyz';
}
