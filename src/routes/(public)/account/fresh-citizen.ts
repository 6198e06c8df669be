import type { RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { isFresh } from '#server/access/entry/door.ts';
import { now } from '#server/clock.ts';
import { sessionIn } from '../../session-cookie.ts';

type Jar = Pick<RequestEvent, 'cookies' | 'url'>;

/** Did whoever is signed in with this browser prove to be there in the last quarter of an hour? */
export function isFreshCitizen(jar: Jar): Promise<boolean> {
  return isFresh(sessionIn(jar), now());
}

/** Refuses what changes how the account is entered unless its owner has just proved to be there. */
export async function refuseUnlessFreshCitizen(jar: Jar): Promise<void> {
  if (!(await isFreshCitizen(jar))) throw new Refusal('confirm-first');
}
