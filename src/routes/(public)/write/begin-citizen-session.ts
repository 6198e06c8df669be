import { beginSession } from '#server/access/session.ts';
import { sessionCookieAt } from '#server/access/who.ts';
import { now } from '#server/clock.ts';
import type { Knock } from './draft-at-door.ts';

/** Signs a writer in whose phone was confirmed, so that they see their own message; staff stay who they are. */
export async function beginCitizenSession({ cookies, url, locals }: Knock, citizenId: number): Promise<void> {
  const { actor } = locals;
  if (actor.kind === 'staff' || (actor.kind === 'citizen' && actor.citizenId === citizenId)) return;
  const { secret, expiresAt } = await beginSession({ citizenId }, now());
  const secure = url.protocol === 'https:';
  cookies.set(sessionCookieAt(url.protocol), secret, {
    path: '/',
    expires: expiresAt,
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
}
