import { timingSafeEqual, createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../../server/env-reader.ts';
import type { MetricsConfig } from '../../server/read-metrics.ts';
import type { Metrics } from './registry.ts';

/** Tells the metrics at `/metrics` on a port of their own, which no visitor reaches. Gives its address and how to stop. */
export async function tellMetrics(
  { host, port, token }: MetricsConfig,
  metrics: Metrics,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer({ requestTimeout: 10_000, maxHeaderSize: 8192 }, (request, response) => {
    response.on('error', () => {});
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics')
      return void response.writeHead(404).end();
    if (token !== null && !shows(request, token))
      return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    void metrics.text().then(
      (text) =>
        response.writeHead(200, { 'content-type': metrics.type, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => {
      const problem = `${port} is taken, or ${host} is no address of this machine`;
      reject(new ConfigError([{ variable: 'METRICS_PORT', problem, remedy: 'Choose another.' }]));
    });
    server.listen(port, host, resolve);
  });
  server.unref();
  const at = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${at.port}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function shows({ headers }: IncomingMessage, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}
