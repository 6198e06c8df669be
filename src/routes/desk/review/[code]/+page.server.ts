import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { putOnFastTrack } from '#server/life/clocks/change-urgency.ts';
import { claimReview, releaseReview } from '#server/life/intake/claim-review.ts';
import { cancelVerdict } from '#server/life/intake/schedule-verdict.ts';
import { board } from '#server/views/board.ts';
import { clockReader } from '#server/views/desk/clock-reading.ts';
import { floodOfMessage } from '#server/views/desk/flood.ts';
import { heldVerdict } from '#server/views/desk/pending-verdicts.ts';
import { otherLocks, reviewCase } from '#server/views/desk/review-case.ts';
import { senderNetwork } from '#server/views/desk/sender-network.ts';
import { reviewWays } from '#server/views/desk/review-ways.ts';
import { placeQuery } from '#ui/desk/review/queue-address.ts';
import { admit, lostSession } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { handOnValues, reviewValues, type ReviewAnswer } from '../answer.ts';
import { doneIn, placeOf } from '../place.ts';
import { turned } from '../turned.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { decideOn, messageFields } from './decide-on.ts';
import { findOffice, handOn } from './hand-on.ts';
import { valuesOfHeld } from './values-of-held.ts';

/** One message on the reviewer's table. */
export const load: PageServerLoad = async (event) => {
  if (lostSession(event)) return { opened: null, ways: null };
  const staff = admit(event);
  const at = now();
  const opened = await reviewCase(board(), event.params.code, staff, at);
  const ways = await reviewWays(board(), event.params.code, staff);
  const network = await senderNetwork(board(), event.params.code, staff);
  const flood = await floodOfMessage(board(), event.params.code, staff);
  const { clocks } = opened.message;
  const clock = clocks.find((each) => (ways.returned ? each.promise : each.what === 'review'));
  return {
    opened,
    network,
    flood,
    ways,
    clock: clock ? (await clockReader(at))(clock) : null,
    done: doneIn(event.url),
  };
};

export const actions: Actions = {
  publish: (event) => decideOn(event, 'publish'),
  'keep-private': (event) => decideOn(event, 'keep-private'),
  reject: (event) => decideOn(event, 'reject'),

  'hand-on': handOn,
  find: findOffice,

  /** The fast track; what was typed on the desk stays. */
  'fast-track': async ({ locals, params, request }) => {
    const form = await request.formData();
    const typed = {
      act: 'fast-track',
      values: reviewValues(form, messageFields),
      handOn: handOnValues(form),
    };
    try {
      await putOnFastTrack(params.code, locals.actor, now());
      return typed satisfies ReviewAnswer;
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { ...typed, ...no.shown } satisfies ReviewAnswer);
    }
  },

  /** A turn on one place of the redaction, where no script does it. */
  mend: async ({ locals, params, request }) => {
    const form = await request.formData();
    const values = reviewValues(form, messageFields);
    if (locals.actor.kind !== 'staff') return fail(401, { act: 'mend', values } satisfies ReviewAnswer);
    const { message } = await reviewCase(board(), params.code, locals.actor, now());
    if (!message.original) return fail(409, { act: 'mend', values } satisfies ReviewAnswer);
    return { act: 'mend', values: turned({ ...message.original }, values, form) } satisfies ReviewAnswer;
  },

  claim: async ({ locals, params, url }) => {
    try {
      if (await claimReview(params.code, locals.actor, now()))
        for (const code of await otherLocks(board(), params.code, locals.actor))
          await releaseReview(code, locals.actor);
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { act: 'claim', ...no.shown } satisfies ReviewAnswer);
    }
    redirect(303, url.pathname + placeQuery(placeOf(url)));
  },

  release: async ({ locals, params, url }) => {
    await releaseReview(params.code, admit({ locals, url }));
    redirect(303, `/desk/review${placeQuery(placeOf(url))}`);
  },

  /** Takes a verdict back within its ten seconds; what it said stands on the desk again. */
  undo: async ({ locals, params }) => {
    try {
      const held = await heldVerdict(board(), params.code, locals.actor);
      await cancelVerdict(params.code, locals.actor);
      await claimReview(params.code, locals.actor, now());
      const { message } = await reviewCase(board(), params.code, locals.actor, now());
      const values = held && message.original ? valuesOfHeld(held, message.original) : undefined;
      return { act: 'undo', undone: String(now().getTime()), values } satisfies ReviewAnswer;
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { act: 'undo', ...no.shown } satisfies ReviewAnswer);
    }
  },
};
