import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { endPolicy, setPolicy } from '#server/life/clocks/set-policy.ts';
import { policyToEnd, tryPolicy } from '#server/life/clocks/try-policy.ts';
import { board } from '#server/views/board.ts';
import { clockPolicies } from '#server/views/desk/clock-policies.ts';
import { findOffices } from '#server/views/desk/find-in-directory.ts';
import { policyEffect } from '#server/views/desk/policy-effect.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { type PolicyAnswer, policyIn, valuesIn } from './policy-form.ts';

/** The policies of clocks, for operators. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const done = ['set', 'end'].find((each) => each === event.url.searchParams.get('done'));
  return { ...(await clockPolicies(board(), staff)), at: now(), done: done ?? null };
};

export const actions: Actions = {
  /** Looks for offices by a part of their name; the form stays as it was. */
  find: (event) => answering(event, 'find', async () => ({})),
  /** Shows what a policy would move, and asks whether running clocks follow. */
  try: (event) =>
    answering(event, 'try', async (form, actor) => {
      const policy = await tryPolicy(policyIn(form), actor, now());
      return { effect: await policyEffect(board(), { policy, ends: false }, now()) };
    }),
  set: (event) =>
    answering(event, 'set', async (form, actor) => {
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
type Work = (form: FormData, actor: Actor) => Promise<'set' | 'end' | Partial<PolicyAnswer>>;

/** Does one act; what is asked or refused comes back with the form, and with the offices that its words name. */
async function answering({ request, locals }: RequestEvent, act: Act, work: Work) {
  const form = await request.formData();
  let outcome: Awaited<ReturnType<Work>>;
  try {
    outcome = await work(form, locals.actor);
    if (typeof outcome !== 'string')
      return {
        act,
        values: valuesIn(form),
        offices: await officesIn(form, locals.actor),
        ...outcome,
      } satisfies PolicyAnswer;
  } catch (error) {
    const no = refused(error, locals.lang);
    const offices = await officesIn(form, locals.actor);
    return fail(no.status, { act, values: valuesIn(form), offices, ...no.shown } satisfies PolicyAnswer);
  }
  redirect(303, `/desk/clocks?done=${outcome}`);
}

async function officesIn(form: FormData, actor: Actor) {
  const wanted = textOf(form, 'officeWords');
  if (wanted.trim() === '' || actor.kind !== 'staff') return undefined;
  return findOffices(board(), wanted, actor).catch(() => undefined);
}

function idIn(form: FormData): number {
  const id = Number(textOf(form, 'id'));
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
  return id;
}
