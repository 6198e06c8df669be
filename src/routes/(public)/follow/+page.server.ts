import { fail, redirect } from '@sveltejs/kit';
import { followedThings } from '#domain/following-news.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { type Addressed, follow, unfollow } from '#server/life/joining-in/follow.ts';
import { board } from '#server/views/board.ts';
import { followedThing } from '#server/views/mine/followed-thing.ts';
import { unsent } from '#ui/unsent.ts';
import { citizenAtDoor } from '../citizen-at-door.ts';
import { formFaults, textIn } from '../form-faults.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What one would be told of a message, leader, place or topic, and the press that follows it. */
export const load: PageServerLoad = async (event) => {
  const thing = addressed(event.url);
  citizenAtDoor(event);
  return unsent(await followedThing(board(), thing, event.locals.actor));
};

export const actions: Actions = {
  /** Follows it, or stops. */
  default: async (event) => {
    const thing = addressed(event.url);
    citizenAtDoor(event);
    const stops = textIn(await event.request.formData(), 'deed') === 'stop';
    try {
      if (stops) await unfollow(thing, event.locals.actor);
      else await follow(thing, event.locals.actor, now());
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { faults });
    }
    if (thing.what === 'message') redirect(303, `/messages/${thing.at}#joining`);
    redirect(303, `/mine/follows?done=${stops ? 'stopped' : 'following'}`);
  },
};

/** What the address names; there is nothing where it names nothing. */
function addressed(url: URL): Addressed {
  const what = followedThings.find((each) => url.searchParams.has(each));
  const at = what ? (url.searchParams.get(what) ?? '') : '';
  if (!what || !/^\d{1,12}$/.test(at)) throw new Refusal('not-found');
  return { what, at };
}
