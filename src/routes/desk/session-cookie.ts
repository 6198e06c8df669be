import type { RequestEvent } from '@sveltejs/kit';
import { type Carried, type Entering, enter, entering, goOn, isFresh } from '#server/access/entry/door.ts';
import { endSession } from '#server/access/session.ts';
import { sessionCookieAt } from '#server/access/who.ts';
import { currentConfig } from '#server/current-config.ts';
import type { EntryStep, Proof } from '#domain/entering.ts';
import { Refusal } from '#domain/refusal.ts';
import { browserOf } from '#ui/browser-of.ts';

type Event = Pick<RequestEvent, 'cookies' | 'url' | 'request'>;

/** Lets a member of staff begin the way in with this browser; whoever was signed in before is signed out. */
export async function comeIn(
  event: Event,
  staffId: number,
  { proofs, now }: { proofs: readonly Proof[]; now: Date },
): Promise<EntryStep> {
  const earlier = event.cookies.get(sessionCookieAt(event.url.protocol));
  if (earlier) await endSession(earlier, now);
  const carried = await enter(staffId, proofs, { browser: browserIn(event), now });
  carry(event, carried);
  return carried.next;
}

/** Who is on the way in with this browser. */
export function atTheDoor(
  { cookies, url }: Pick<Event, 'cookies' | 'url'>,
  now: Date,
): Promise<Entering | undefined> {
  return entering(cookies.get(sessionCookieAt(url.protocol)), now);
}

/** One proof further on the way in. */
export async function stepIn(
  event: Event,
  entrant: Entering,
  { proof, now }: { proof: Proof; now: Date },
): Promise<EntryStep> {
  const secret = event.cookies.get(sessionCookieAt(event.url.protocol)) ?? '';
  const carried = await goOn({ secret, entrant, proof }, { browser: browserIn(event), now });
  carry(event, carried);
  return carried.next;
}

/** Signs out, at once and for good. */
export async function signOut({ cookies, url }: Pick<Event, 'cookies' | 'url'>, now: Date): Promise<void> {
  const name = sessionCookieAt(url.protocol);
  const secret = cookies.get(name);
  if (secret) await endSession(secret, now);
  cookies.delete(name, { path: '/' });
}

/** Refuses what could do lasting harm unless its doer has just proved to be there. */
export async function refuseUnlessFresh(
  { cookies, url }: Pick<Event, 'cookies' | 'url'>,
  now: Date,
): Promise<void> {
  if (
    currentConfig().staffEntry === 'full' &&
    !(await isFresh(cookies.get(sessionCookieAt(url.protocol)), now))
  )
    throw new Refusal('confirm-first');
}

function carry({ cookies, url }: Event, { secret, expiresAt }: Carried): void {
  const secure = url.protocol === 'https:';
  cookies.set(sessionCookieAt(url.protocol), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    expires: expiresAt,
  });
}

function browserIn({ request }: Pick<Event, 'request'>): string | null {
  return browserOf(request.headers.get('user-agent') ?? '');
}
