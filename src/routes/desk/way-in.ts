import type { RequestEvent } from '@sveltejs/kit';
import { type Entering, enter, entering, goOn, isFresh } from '#server/access/entry/door.ts';
import { currentConfig } from '#server/current-config.ts';
import type { EntryStep, Proof } from '#domain/entering.ts';
import { Refusal } from '#domain/refusal.ts';
import { browserOf } from '#ui/browser-of.ts';
import { carrySession, endCarried, sessionIn } from '../session-cookie.ts';

type Event = Pick<RequestEvent, 'cookies' | 'url' | 'request'>;

/** Lets a member of staff begin the way in with this browser; whoever was signed in before is signed out. */
export async function comeIn(
  event: Event,
  staffId: number,
  { proof, now }: { proof: Proof; now: Date },
): Promise<EntryStep> {
  await endCarried(event, now);
  const { next, ...carried } = await enter(staffId, [proof], { browser: browserIn(event), now });
  carrySession(event, carried);
  return next;
}

/** Who is on the way in with this browser. */
export function atTheDoor(event: Pick<Event, 'cookies' | 'url'>, now: Date): Promise<Entering | undefined> {
  return entering(sessionIn(event), now);
}

/** One proof further on the way in. */
export async function stepIn(
  event: Event,
  entrant: Entering,
  { proof, now }: { proof: Proof; now: Date },
): Promise<EntryStep> {
  const secret = sessionIn(event) ?? '';
  const { next, ...carried } = await goOn({ secret, entrant, proof }, { browser: browserIn(event), now });
  carrySession(event, carried);
  return next;
}

/** Refuses what could do lasting harm unless its doer has just proved to be there. */
export async function refuseUnlessFresh(event: Pick<Event, 'cookies' | 'url'>, now: Date): Promise<void> {
  if (currentConfig().staffEntry === 'full' && !(await isFresh(sessionIn(event), now)))
    throw new Refusal('confirm-first');
}

/** By what its owner knows this browser again in a list. */
export function browserIn({ request }: Pick<Event, 'request'>): string | null {
  return browserOf(request.headers.get('user-agent') ?? '');
}
