import { beginSession } from '../../../src/server/access/session.ts';
import { sessionCookie } from '../../../src/server/access/who.ts';
import { rowsOf } from '../after-work.ts';
import { type Person, staffNames } from '../matrix/people.ts';
import { rehearse } from '../matrix/rehearsal.ts';
import type { Door } from './enumerate.ts';
import { bodies, filled, type Standing } from './what-to-send.ts';

/** What somebody hears at a door. */
export type Heard = 'let in' | 'asked for more' | 'sent to sign in' | 'refused' | 'not found' | 'fault';

/** The same, with what a page showed. */
export interface Answer {
  heard: Heard;
  text: string;
}

/** Everybody's session, begun now; a visitor has none. */
export async function sessions(now: Date): Promise<Map<Person, string>> {
  const all = new Map<Person, string>();
  const begin = async (who: { citizenId: number } | { staffId: number }) =>
    (await beginSession(who, now)).secret;
  for (const name of staffNames) {
    const [row] = await rowsOf<{ id: number }>('select id from staff where name = $1', [name]);
    all.set(name, await begin({ staffId: row?.id as number }));
  }
  // The author confirmed their phone first.
  const citizens = await rowsOf<{ id: number }>('select id from citizens order by id');
  for (const [at, name] of (['the author', 'another citizen'] as const).entries())
    all.set(name, await begin({ citizenId: citizens[at]?.id as number }));
  return all;
}

/** Knocks at one door as somebody with this session; what is written by it is rolled back. */
export async function knock(
  url: string,
  door: Door,
  at: Standing,
  session: string | undefined,
): Promise<Answer> {
  const { method } = door;
  const address = filled(door.path, at) + (door.form && door.form !== 'default' ? `?/${door.form}` : '');
  const send = () =>
    fetch(url + address, {
      method,
      redirect: 'manual',
      headers: { origin: url, accept: 'text/html', ...cookieOf(session), ...typeOf(door) },
      ...(method !== 'GET' && { body: bodyOf(door, at) }),
      signal: AbortSignal.timeout(20_000),
    });
  const answer = method === 'GET' && door.path.endsWith('/events') ? await send() : await rehearse(send);
  const heard = hear(answer.status, answer.headers.get('location') ?? '');
  if (method !== 'GET' || heard !== 'let in' || door.path.endsWith('/events')) {
    await answer.body?.cancel();
    return { heard, text: '' };
  }
  return { heard, text: await answer.text() };
}

function cookieOf(session: string | undefined): Record<string, string> {
  return session ? { cookie: `${sessionCookie}=${session}` } : {};
}

function typeOf({ method, room, form }: Door): Record<string, string> {
  if (method === 'GET') return {};
  const json = room === 'api' || !form;
  return { 'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded' };
}

function bodyOf({ room, operation, form }: Door, { board, things }: Standing): string {
  if (form) return '';
  return JSON.stringify(room === 'api' ? (bodies[operation ?? '']?.(board, things) ?? {}) : {});
}

function hear(status: number, to: string): Heard {
  if (status >= 500) return 'fault';
  if (status === 401 || /^\/(desk\/)?sign-in(\?|$)/.test(to)) return 'sent to sign in';
  if (status === 403) return 'refused';
  if (status === 404) return 'not found';
  return status >= 400 ? 'asked for more' : 'let in';
}
