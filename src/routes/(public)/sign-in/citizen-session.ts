import type { RequestEvent } from '@sveltejs/kit';
import { beginSession } from '#server/access/session.ts';
import { browserOf } from '#ui/browser-of.ts';
import { carrySession, endCarried } from '../../session-cookie.ts';

/** Signs a citizen in with this browser; whoever was signed in before is signed out. */
export async function signIn(
  jar: Pick<RequestEvent, 'cookies' | 'url' | 'request'>,
  citizenId: number,
  now: Date,
): Promise<void> {
  await endCarried(jar, now);
  const browser = browserOf(jar.request.headers.get('user-agent') ?? '');
  carrySession(jar, await beginSession({ citizenId }, now, browser));
}
