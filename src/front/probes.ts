import type { IncomingMessage, ServerResponse } from 'node:http';
import { readiness } from '../server/store/operate/readiness.ts';

/** Answers the two questions of whoever watches the process; true when it was one of them. */
export function answerProbe(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const path = request.url?.split('?', 1)[0];
  if (path === '/healthz') send(request, response, 200, { alive: true });
  else if (path === '/readyz') void answerReadiness(request, response);
  else return false;
  return true;
}

async function answerReadiness(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = await readiness().catch(() => ({ database: false, migrations: false }));
  send(request, response, found.database && found.migrations ? 200 : 503, found);
}

function send(request: IncomingMessage, response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
}
