import type { RequestEvent } from '@sveltejs/kit';
import { endSession } from '#server/access/session.ts';
import { sessionCookieAt } from '#server/access/who.ts';

/** A secret for the cookie, and until when it is good. */
export interface Carried {
  secret: string;
  expiresAt: Date;
}

type Jar = Pick<RequestEvent, 'cookies' | 'url'>;

/** The secret of the session that this browser carries. */
export function sessionIn({ cookies, url }: Jar): string | undefined {
  return cookies.get(sessionCookieAt(url.protocol));
}

/** Gives this browser a session to carry. */
export function carrySession({ cookies, url }: Jar, { secret, expiresAt }: Carried): void {
  cookies.set(sessionCookieAt(url.protocol), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    expires: expiresAt,
  });
}

/** Ends the session that this browser carries, at once and for good. */
export async function endCarried(jar: Jar, now: Date): Promise<void> {
  const secret = sessionIn(jar);
  if (secret) await endSession(secret, now);
}

/** Signs out. */
export async function signOut(jar: Jar, now: Date): Promise<void> {
  await endCarried(jar, now);
  jar.cookies.delete(sessionCookieAt(jar.url.protocol), { path: '/' });
}
