import type { RequestEvent } from '@sveltejs/kit';
import { beginSession, endSession } from '#server/access/session.ts';
import { sessionCookieAt } from '#server/access/who.ts';

/** Signs a citizen in with this browser; whoever was signed in before is signed out. */
export async function signIn(
  { cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
  citizenId: number,
  now: Date,
): Promise<void> {
  const name = sessionCookieAt(url.protocol);
  const earlier = cookies.get(name);
  if (earlier) await endSession(earlier, now);
  const { secret, expiresAt } = await beginSession({ citizenId }, now);
  const secure = url.protocol === 'https:';
  cookies.set(name, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    expires: expiresAt,
  });
}

/** Signs out, at once and for good. */
export async function signOut(
  { cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
  now: Date,
): Promise<void> {
  const name = sessionCookieAt(url.protocol);
  const secret = cookies.get(name);
  if (secret) await endSession(secret, now);
  cookies.delete(name, { path: '/' });
}
