import type { RequestEvent } from '@sveltejs/kit';
import { beginSession, endSession } from '#server/access/session.ts';
import { sessionCookie } from '#server/access/who.ts';

/** Signs a citizen in with this browser; whoever was signed in before is signed out. */
export async function signIn(
  { cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
  citizenId: number,
  now: Date,
): Promise<void> {
  const earlier = cookies.get(sessionCookie);
  if (earlier) await endSession(earlier, now);
  const { secret, expiresAt } = await beginSession({ citizenId }, now);
  const secure = url.protocol === 'https:';
  cookies.set(sessionCookie, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    expires: expiresAt,
  });
}

/** Signs out, at once and for good. */
export async function signOut({ cookies }: Pick<RequestEvent, 'cookies'>, now: Date): Promise<void> {
  const secret = cookies.get(sessionCookie);
  if (secret) await endSession(secret, now);
  cookies.delete(sessionCookie, { path: '/' });
}
