import cluster from 'node:cluster';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerPlainly } from './front/answer-plainly.ts';
import { logRequest } from './front/log-request.ts';
import { answerProbe } from './front/probes.ts';
import { refuseMalformed } from './front/refuse-malformed.ts';
import { type NoteRequest, noteWhenOver } from './front/metrics/note-requests.ts';
import { startWatch } from './front/metrics/start-watch.ts';
import { PageCache } from './front/page-cache/page-cache.ts';
import { apiPaths, openApi, openPages, type Room } from './front/rooms.ts';
import { stamped, stampRequest } from './front/stamp-request.ts';
import { endStreams } from './server/api/desk/open-streams.ts';
import { ConfigError } from './server/env-reader.ts';
import type { Config } from './server/config.ts';
import { log } from './server/log.ts';

/** The web server of this process. */
export type Web = {
  /** Where it listens, as in http://127.0.0.1:8080. */
  url: string;
  /** Lets running requests end, ten seconds at most, and takes no new ones. */
  close(): Promise<void>;
};

const graceMs = 10_000;
const brokenOff = (): void => {};

/** Starts to answer: probes itself, /api/ by the API, everything else by the pages. The house must be open. */
export async function startWeb(config: Config): Promise<Web> {
  const [api, drawn] = await Promise.all([openApi(), openPages()]);
  const kept = drawn && config.pageCacheMb > 0 ? new PageCache(drawn, config) : null;
  const pages = kept?.room ?? drawn;
  const watched =
    config.metrics && (await startWatch(config.metrics, { pages: kept, apiPaths: await apiPaths() }));
  const note = watched?.note ?? (() => {});
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 15_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 10_000,
  });
  server.on('request', (request, response) =>
    receive({ request, response }, config, { api, pages, kept, note }),
  );
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    url: `http://${host}:${port}`,
    close: () => close(server).finally(() => Promise.all([kept?.stop(), watched?.stop()])),
  };
}

type Exchange = { request: IncomingMessage; response: ServerResponse };

function receive(
  { request, response }: Exchange,
  config: Config,
  rooms: { api: Room | null; pages: Room | null; kept: PageCache | null; note: NoteRequest },
): void {
  // A connection that breaks off is the visitor's affair; without a listener it would end the process.
  request.on('error', brokenOff);
  response.on('error', brokenOff);
  if (rooms.kept?.hit(request, response)) return;
  const id = stampRequest(request, config);
  response.setHeader('x-request-id', id);
  // Whoever came by TLS once comes by TLS for a year; plain visits of a laptop are not concerned.
  if (request.headers[stamped.protocol] === 'https')
    response.setHeader('strict-transport-security', 'max-age=31536000');
  logRequest(request, response, id);
  noteWhenOver(request, response, rooms.note);
  if (refuseMalformed(request, response) || answerProbe(request, response)) return;
  const isApi = /^\/api(\/|\?|$)/.test(request.url ?? '');
  const room = isApi ? rooms.api : rooms.pages;
  if (!room) {
    answerPlainly(request, response, 'starting-up');
    return;
  }
  void enter(room, { request, response }, id);
}

/** A fault that a room did not translate itself is noted without its words and answered without its reason. */
async function enter(room: Room, { request, response }: Exchange, id: string): Promise<void> {
  try {
    await room(request, response);
  } catch (error) {
    log().error({ request: id, err: error }, 'fault');
    answerPlainly(request, response, 'unexpected');
  }
}

/** Throws the ConfigError that one process would throw where it listens: those that share a port do not notice another program. */
export async function refuseTakenPort({ host, port }: Config): Promise<void> {
  const server = createServer();
  await listenOn(server, { host, port });
  await new Promise((resolve) => server.close(resolve));
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  // The system hands connections to those of several that live. The handing on of node:cluster forgets a connection
  // that was on its way to a process when that died: its caller would wait for ever.
  const reusePort = cluster.isWorker && process.platform === 'linux';
  return listenOn(server, { host, port, reusePort });
}

function listenOn(server: Server, at: { host: string; port: number; reusePort?: boolean }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, at.host, at.port)));
    server.listen(at, resolve);
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const wrong = (variable: string, problem: string, remedy: string): Error =>
    new ConfigError([{ variable, problem, remedy }]);
  if (error.code === 'EADDRINUSE') {
    return wrong(
      'PORT',
      `${port} is taken by another program`,
      `Stop that, or choose another: PORT=${port + 1}.`,
    );
  }
  if (error.code === 'EACCES')
    return wrong('PORT', `${port} needs rights this user lacks`, 'Choose one above 1023.');
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return wrong('HOST', `"${host}" is no address of this machine`, 'Use 127.0.0.1, or 0.0.0.0 for all.');
  }
  return error;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    endStreams();
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
