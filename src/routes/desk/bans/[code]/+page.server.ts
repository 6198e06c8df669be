import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { decideAppeal } from '#server/life/banning/decide-appeal.ts';
import { decideBan } from '#server/life/banning/decide-ban.ts';
import { decideLift, proposeLift } from '#server/life/banning/lift-ban.ts';
import { proposeBan } from '#server/life/banning/propose-ban.ts';
import { board } from '#server/views/board.ts';
import { bansAtMessage } from '#server/views/desk/bans.ts';
import { admit } from '../../admit.ts';
import { refused, type Refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a form of this page answers with when it is shown again. */
export interface BanAnswer extends Refused {
  act: string;
  values: Record<string, string>;
}

type Event = RequestEvent<{ code: string }>;
type Act = (form: FormData, actor: Actor, now: Date, code: string) => Promise<unknown>;

const banIn = (form: FormData) => Number(textOf(form, 'ban')) || 0;
const acts = {
  propose: (form, actor, at, code) =>
    proposeBan(
      code,
      { code: textOf(form, 'code'), days: Number(textOf(form, 'days')), words: textOf(form, 'words') },
      actor,
      at,
    ),
  confirm: (form, actor, at) => decideBan(banIn(form), true, actor, at),
  refuse: (form, actor, at) => decideBan(banIn(form), false, actor, at),
  'propose-lift': (form, actor, at) => proposeLift(banIn(form), textOf(form, 'words'), actor, at),
  lift: (form, actor, at) => decideLift(banIn(form), true, actor, at),
  'refuse-lift': (form, actor, at) => decideLift(banIn(form), false, actor, at),
  appeal: (form, actor, at) =>
    decideAppeal(
      banIn(form),
      {
        outcome: textOf(form, 'outcome'),
        days: /^\d{1,3}$/.test(textOf(form, 'shorter')) ? Number(textOf(form, 'shorter')) : null,
        words: textOf(form, 'words'),
      },
      actor,
      at,
    ),
} as const satisfies Record<string, Act>;

/** The bans of a message’s author, with what this reviewer may do about them. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const at = now();
  const done = Object.keys(acts).find((act) => act === event.url.searchParams.get('done')) ?? null;
  const { code } = event.params;
  return { code, ...(await bansAtMessage(board(), code, staff, at)), at, done };
};

export const actions: Actions = {
  propose: (event) => take(event, 'propose'),
  confirm: (event) => take(event, 'confirm'),
  refuse: (event) => take(event, 'refuse'),
  'propose-lift': (event) => take(event, 'propose-lift'),
  lift: (event) => take(event, 'lift'),
  'refuse-lift': (event) => take(event, 'refuse-lift'),
  appeal: (event) => take(event, 'appeal'),
};

async function take({ locals, params, request, url }: Event, name: keyof typeof acts) {
  const form = await request.formData();
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    await acts[name](form, locals.actor, now(), params.code);
  } catch (error) {
    const no = refused(error, locals.lang);
    const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
    return fail(no.status, { act: name, values, ...no.shown } satisfies BanAnswer);
  }
  redirect(303, `${url.pathname}?done=${name}`);
}
