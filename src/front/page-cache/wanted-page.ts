import type { IncomingMessage } from 'node:http';
import type { Config } from '../../server/config.ts';
import { originOf } from '../stamp-request.ts';

/** A page that may be kept, as somebody without any session asked for it. */
export interface WantedPage {
  /** All that decides how the page looks. */
  key: string;
  /** Path and query as the page is drawn for. */
  target: string;
  /** The wishes of the reader, as the cookies that say them. */
  cookie: string;
  origin: { protocol: string; host: string };
}

// Only these can be kept, and asking for them changes nothing; each must also say itself what it shows.
const keepable = new RegExp(
  `^/(${[
    ...['', 'about', 'adopted', 'guidance', 'messages(/\\d{12})?', 'ministries', 'open-data'],
    ...[
      '(leaders|offices|topics)(/[1-9]\\d{0,8})?',
      'regions(/\\d{6,12})?',
      'statistics(/[a-z]+(/[\\w-]{1,20})?)?',
    ],
  ].join('|')})$`,
);
const longestTarget = 300;
const mostWords = 8;

const wishes: Readonly<Record<string, readonly string[]>> = {
  lang: ['zh', 'en'],
  size: ['normal', 'elder'],
  theme: ['auto', 'light', 'dark', 'contrast'],
};

/** What page is asked for; null where it must be drawn for this request alone: whoever sends any cookie but their wishes, a body, or credentials. */
export function wantedPage(request: IncomingMessage, config: Config): WantedPage | null {
  const { method, headers, url = '' } = request;
  if (method !== 'GET' && method !== 'HEAD') return null;
  if (headers.authorization || headers['transfer-encoding'] || Number(headers['content-length'] ?? 0) > 0)
    return null;
  const target = canonical(url);
  if (target === null) return null;
  const origin = originOf(request, config);
  const cookie = wishesOf(headers.cookie, origin.protocol);
  if (cookie === null) return null;
  return { key: `${origin.protocol}://${origin.host}${target}\n${cookie}`, target, cookie, origin };
}

/** Path and query in the one way in which they are kept; null where they are not plain. */
function canonical(url: string): string | null {
  if (url.length > longestTarget) return null;
  const [path = '', query, ...more] = url.split('?');
  if (!keepable.test(path) || more.length > 0) return null;
  if (query === undefined || query === '') return path;
  if (!/^[\w.~%+=&-]*$/.test(query)) return null;
  const words = new URLSearchParams(query);
  const names = [...words.keys()];
  // Of a word that is said twice, one reader takes the first and another the last.
  if (names.length > mostWords || new Set(names).size < names.length) return null;
  words.sort();
  return names.length === 0 ? path : `${path}?${words}`;
}

/** The wishes in one order, defaults left out; null where any other cookie came along. */
function wishesOf(header: string | undefined, protocol: string): string | null {
  if (!header) return '';
  const prefix = protocol === 'https' ? '__Host-' : '';
  const said = new Map<string, string>();
  for (const each of header.split(';')) {
    const [name = '', value = '', ...more] = each.trim().split('=');
    const wish = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (more.length > 0 || said.has(wish) || !wishes[wish]?.includes(value)) return null;
    said.set(wish, value);
  }
  return Object.entries(wishes)
    .filter(([wish, [usual]]) => said.has(wish) && said.get(wish) !== usual)
    .map(([wish]) => `${prefix}${wish}=${said.get(wish)}`)
    .join('; ');
}
