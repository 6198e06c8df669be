import { redirect } from '@sveltejs/kit';
import { followedThings } from '#domain/following-news.ts';
import { isRefusal, Refusal } from '#domain/refusal.ts';
import { unfollow } from '#server/life/joining-in/follow.ts';
import { takeBackSupport } from '#server/life/joining-in/support.ts';
import { board } from '#server/views/board.ts';
import { followsOf } from '#server/views/mine/follows.ts';
import { ownSupports } from '#server/views/mine/own-supports.ts';
import { unsent } from '#ui/unsent.ts';
import { citizenAtDoor } from '../../citizen-at-door.ts';
import { textIn } from '../../form-faults.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a citizen follows and supports, each with its end. */
export const load: PageServerLoad = async (event) => {
  const citizenId = citizenAtDoor(event);
  const [follows, supports] = await Promise.all([followsOf(board(), citizenId), ownSupports(citizenId)]);
  return unsent({ follows, supports, done: event.url.searchParams.get('done') });
};

export const actions: Actions = {
  /** Follows something no more. */
  stop: async (event) => {
    citizenAtDoor(event);
    const form = await event.request.formData();
    const what = followedThings.find((each) => each === textIn(form, 'what'));
    if (!what) throw new Refusal('not-found');
    await unlessGone(() => unfollow({ what, at: textIn(form, 'at') }, event.locals.actor));
    redirect(303, '/mine/follows?done=stopped');
  },
  /** Takes a support back. */
  back: async (event) => {
    citizenAtDoor(event);
    const code = textIn(await event.request.formData(), 'at');
    await unlessGone(() => takeBackSupport(code, event.locals.actor));
    redirect(303, '/mine/follows?done=back');
  },
};

// Pressed twice, or in a second tab: it has ended already, which is what was wanted.
async function unlessGone(end: () => Promise<unknown>): Promise<void> {
  try {
    await end();
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'not-found') throw error;
  }
}
