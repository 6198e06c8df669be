import type { RequestEvent } from '@sveltejs/kit';
import { endOfSession, endSession, renewSession, type SessionEnd } from '#server/access/session.ts';
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

/** Whoever carries this session has just proved to be there: it goes on under a new secret. */
export async function renewCarried(jar: Jar, now: Date): Promise<void> {
  carrySession(jar, await renewSession(sessionIn(jar), now));
}

/** Why the session that this browser carries ended, where its owner did not end it. */
export async function endOfCarried(jar: Jar, now: Date): Promise<SessionEnd | null> {
  const secret = sessionIn(jar);
  return secret ? endOfSession(secret, now) : null;
}

/** Signs out: also what the browser kept of the pages that were shown is to go. */
export async function signOut(jar: Jar & Pick<RequestEvent, 'setHeaders'>, now: Date): Promise<void> {
  await endCarried(jar, now);
  jar.setHeaders({ 'clear-site-data': '"cache", "storage"' });
  jar.cookies.delete(sessionCookieAt(jar.url.protocol), { path: '/' });
}
