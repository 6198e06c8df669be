import type { RequestEvent } from '@sveltejs/kit';
import { beginSession, endSession } from '#server/access/session.ts';
import { sessionCookie } from '#server/access/who.ts';

/** Signs a member of staff in with this browser; whoever was signed in before is signed out. */
export async function signIn({ cookies, url }: RequestEvent, staffId: number, now: Date): Promise<void> {
  const earlier = cookies.get(sessionCookie);
  if (earlier) await endSession(earlier, now);
  const { secret, expiresAt } = await beginSession({ staffId }, now);
  cookies.set(sessionCookie, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    expires: expiresAt,
  });
}

/** Signs out, at once and for good. */
export async function signOut({ cookies }: RequestEvent, now: Date): Promise<void> {
  const secret = cookies.get(sessionCookie);
  if (secret) await endSession(secret, now);
  cookies.delete(sessionCookie, { path: '/' });
}
