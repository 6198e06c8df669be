import type { RequestEvent } from '@sveltejs/kit';
import type { Proof } from '#domain/entering.ts';
import { beginSession } from '#server/access/session.ts';
import { browserOf } from '#ui/browser-of.ts';
import { carrySession, endCarried } from '../../session-cookie.ts';

/** Signs a citizen in with this browser, by a code or by what they showed instead; whoever was signed in before is signed out. */
export async function signIn(
  jar: Pick<RequestEvent, 'cookies' | 'url' | 'request'>,
  { citizenId, proof }: { citizenId: number; proof?: Proof },
  now: Date,
): Promise<void> {
  await endCarried(jar, now);
  const browser = browserOf(jar.request.headers.get('user-agent') ?? '');
  carrySession(jar, await beginSession({ citizenId }, now, browser, proof ? [proof] : []));
}
