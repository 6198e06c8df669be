import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { endPolicy, setPolicy } from '#server/life/clocks/set-policy.ts';
import { policyToEnd, tryPolicy } from '#server/life/clocks/try-policy.ts';
import { board } from '#server/views/board.ts';
import { clockPolicies } from '#server/views/desk/clock-policies.ts';
import { policyEffect } from '#server/views/desk/policy-effect.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import { refuseUnlessFresh } from '../way-in.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { type FoundPlaces, placesIn, settleChoice } from './found-places.ts';
import { type PolicyAnswer, policyIn, valuesIn } from './policy-form.ts';

/** The policies of clocks, for operators. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const done = ['set', 'end'].find((each) => each === event.url.searchParams.get('done'));
  return { ...(await clockPolicies(board(), staff)), at: now(), done: done ?? null };
};

export const actions: Actions = {
  /** Looks for regions and offices by what they are called; the form stays as it was. */
  find: (event) => answering(event, 'find', async () => ({})),
  /** Shows what a policy would move, and asks whether running clocks follow. */
  try: (event) =>
    answering(event, 'try', async (form, actor, places) => {
      settleChoice(form, places);
      const policy = await tryPolicy(policyIn(form), actor, now());
      return { effect: await policyEffect(board(), { policy, ends: false }, now()) };
    }),
  set: (event) =>
    answering(event, 'set', async (form, actor, places) => {
      settleChoice(form, places);
      await setPolicy(policyIn(form), textOf(form, 'follow') === 'yes', actor, now());
      return 'set';
    }),
  'ask-end': (event) =>
    answering(event, 'ask-end', async (form, actor) => {
      const policy = await policyToEnd(idIn(form), actor);
      return { effect: await policyEffect(board(), { policy, ends: true }, now()) };
    }),
  end: (event) =>
    answering(event, 'end', async (form, actor) => {
      await endPolicy(idIn(form), textOf(form, 'follow') === 'yes', actor, now());
      return 'end';
    }),
};

type Act = PolicyAnswer['act'];
type Work = (
  form: FormData,
  actor: Actor,
  places: FoundPlaces,
) => Promise<'set' | 'end' | Partial<PolicyAnswer>>;

/** Does one act; what is asked or refused comes back with the form, and with the places that its words name. */
async function answering(event: RequestEvent, act: Act, work: Work) {
  const { request, locals } = event;
  const form = await request.formData();
  let places: FoundPlaces = {};
  let outcome: Awaited<ReturnType<Work>>;
  try {
    places = await placesIn(form, locals.actor);
    if (act === 'set' || act === 'end') await refuseUnlessFresh(event, now());
    outcome = await work(form, locals.actor, places);
    if (typeof outcome !== 'string')
      return { act, values: valuesIn(form), places, ...outcome } satisfies PolicyAnswer;
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, { act, values: valuesIn(form), places, ...no.shown } satisfies PolicyAnswer);
  }
  redirect(303, `/desk/clocks?done=${outcome}`);
}

function idIn(form: FormData): number {
  const id = Number(textOf(form, 'id'));
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
  return id;
}
