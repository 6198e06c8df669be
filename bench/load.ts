import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** What a load run found. Times in ms. */
export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers that were not 2xx or 3xx, and broken connections. */
  failed: number;
}

/** What is asked again and again. */
export interface Asked {
  connections: number;
  seconds: number;
  /** GET addresses, taken in turn; or the bodies of POST requests to one address, each sent once. */
  paths?: readonly string[];
  post?: { path: string; bodies: readonly string[] };
  /** POST requests of different callers to different addresses, each sent once. */
  posts?: readonly Post[];
}

/** One POST request, with the token of who sends it. */
export interface Post {
  path: string;
  body: string;
  token: string;
}

/** Loads a server by wrk: one thread, kept-alive connections, each asks again when it is answered. */
export async function load(origin: string, folder: string, asked: Asked): Promise<Load> {
  const script = path.join(folder, 'load.lua');
  fs.writeFileSync(script, scriptOf(asked, folder));
  const words = ['-t1', `-c${asked.connections}`, `-d${asked.seconds}s`, '--latency', '-s', script, origin];
  const { stdout } = await promisify(execFile)('wrk', words, { maxBuffer: 1 << 20 });
  const figure = (pattern: RegExp) => pattern.exec(stdout)?.[1];
  const time = (share: string) => milliseconds(figure(new RegExp(`${share}%\\s+([\\d.]+\\w+)`)) ?? '');
  const broken = [...stdout.matchAll(/(?:connect|read|write|timeout) (\d+)/g)].reduce(
    (n, m) => n + Number(m[1]),
    0,
  );
  return {
    perSecond: Number(figure(/Requests\/sec:\s+([\d.]+)/)),
    p50: time('50'),
    p99: time('99'),
    failed: Number(figure(/Non-2xx or 3xx responses: (\d+)/) ?? 0) + broken,
  };
}

function scriptOf({ post, posts, paths }: Asked, folder: string): string {
  if (posts) return postingEach(posts, folder);
  return post ? posting(post, folder) : getting(paths ?? ['/']);
}

function getting(paths: readonly string[]): string {
  return `local paths = {${paths.map((p) => `'${p}'`).join(',')}}
local n = 0
function request()
  n = n + 1
  return wrk.format('GET', paths[1 + n % #paths], { ['Accept'] = 'text/html' })
end`;
}

function posting(post: { path: string; bodies: readonly string[] }, folder: string): string {
  const file = path.join(folder, 'bodies.txt');
  fs.writeFileSync(file, post.bodies.join('\n'));
  return `local bodies = io.lines('${file}')
function request()
  return wrk.format('POST', '${post.path}', { ['Content-Type'] = 'application/json' }, bodies())
end`;
}

// A run that uses them all up ends in answers 404, which are counted as failed.
function postingEach(posts: readonly Post[], folder: string): string {
  const file = path.join(folder, 'posts.txt');
  fs.writeFileSync(file, posts.map((each) => [each.path, each.token, each.body].join('\t')).join('\n'));
  return `local posts = io.lines('${file}')
local post = 'more'
function request()
  post = post and posts()
  local path, token, body = string.match(post or '/used-up\\t-\\t{}', '^([^\\t]*)\\t([^\\t]*)\\t(.*)$')
  return wrk.format('POST', path, { ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer ' .. token }, body)
end`;
}

function milliseconds(text: string): number {
  const [, figure, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(text) ?? [];
  return Number(figure) * ({ us: 0.001, ms: 1, s: 1000, m: 60_000 }[unit ?? ''] ?? Number.NaN);
}
