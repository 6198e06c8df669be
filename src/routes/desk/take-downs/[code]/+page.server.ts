import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { carryOutOrder } from '#server/life/taking-down/carry-out-order.ts';
import { decideTakeDown } from '#server/life/taking-down/decide-take-down.ts';
import { proposeRestore, proposeTakeDown } from '#server/life/taking-down/propose-take-down.ts';
import { board } from '#server/views/board.ts';
import { takeDownCase } from '#server/views/desk/take-downs.ts';
import { admit } from '../../admit.ts';
import { refused, type Refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a form of this page answers with when it is shown again. */
export interface TakeDownAnswer extends Refused {
  act: string;
  values: Record<string, string>;
}

type Event = RequestEvent<{ code: string }>;
type Act = (code: string, form: FormData, actor: Actor, now: Date) => Promise<unknown>;

const acts = {
  propose: (code, form, actor, at) =>
    proposeTakeDown(code, { code: textOf(form, 'code'), words: textOf(form, 'words') }, actor, at),
  'propose-restore': (code, form, actor, at) => proposeRestore(code, textOf(form, 'words'), actor, at),
  confirm: (code, _form, actor, at) => decideTakeDown(code, true, actor, at),
  refuse: (code, _form, actor, at) => decideTakeDown(code, false, actor, at),
  order: (code, form, actor, at) =>
    carryOutOrder(
      code,
      {
        show: textOf(form, 'show') === 'yes',
        code: textOf(form, 'code'),
        document: {
          number: textOf(form, 'number'),
          on: textOf(form, 'on'),
          issuer: textOf(form, 'issuer'),
        },
      },
      actor,
      at,
    ),
} as const satisfies Record<string, Act>;

/** One message that is, or was, public, with what this person may do about it. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const done = Object.keys(acts).find((act) => act === event.url.searchParams.get('done'));
  return { opened: await takeDownCase(board(), event.params.code, staff), at: now(), done: done ?? null };
};

export const actions: Actions = {
  propose: (event) => take(event, 'propose'),
  'propose-restore': (event) => take(event, 'propose-restore'),
  confirm: (event) => take(event, 'confirm'),
  refuse: (event) => take(event, 'refuse'),
  order: (event) => take(event, 'order'),
};

async function take({ locals, params, request, url }: Event, name: keyof typeof acts) {
  const form = await request.formData();
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    await acts[name](params.code, form, locals.actor, now());
  } catch (error) {
    const no = refused(error, locals.lang);
    const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
    return fail(no.status, { act: name, values, ...no.shown } satisfies TakeDownAnswer);
  }
  redirect(303, `${url.pathname}?done=${name}`);
}
