import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { now } from '#server/clock.ts';
import { askCount } from '#server/life/retention/ask-count.ts';
import { decideDeletion } from '#server/life/retention/decide-deletion.ts';
import { holdMessage, liftHold } from '#server/life/retention/hold-message.ts';
import { orderErasure } from '#server/life/retention/order-erasure.ts';
import { orderDeletion } from '#server/life/retention/order-deletion.ts';
import { setRetention } from '#server/life/retention/set-retention.ts';
import { board } from '#server/views/board.ts';
import { askedErasures } from '#server/views/desk/retention/asked-erasures.ts';
import { retentionSchedule } from '#server/views/desk/retention/retention-schedule.ts';
import { admit } from '../admit.ts';
import { refused, type Refused } from '../refused.ts';
import { textOf, textsOf } from '../text-of.ts';
import { refuseUnlessFresh } from '../way-in.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const acts = ['count', 'set', 'order', 'confirm', 'refuse', 'erase', 'hold', 'lift'] as const;
type Done = (typeof acts)[number];

/** What an act answers with when it is refused: what was chosen stays. */
export interface RetentionAnswer extends Refused {
  act: Done;
  values: Record<string, string>;
  rules: string[];
}

/** The schedule and the orders, for operators. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const [schedule, erasures] = await Promise.all([
    retentionSchedule(board(), staff),
    askedErasures(board(), staff),
  ]);
  const done = acts.find((act) => act === event.url.searchParams.get('done')) ?? null;
  return { ...schedule, ...erasures, done, at: now() };
};

export const actions: Actions = {
  count: (event) => answering(event, 'count', (_form, actor) => askCount(actor, now())),
  set: (event) =>
    answering(event, 'set', async (form, actor) => {
      await refuseUnlessFresh(event, now());
      const typed = textOf(form, 'days').trim();
      const days = typed === '' ? null : Number(typed.normalize('NFKC'));
      await setRetention({ rule: textOf(form, 'rule'), days }, actor, now());
    }),
  order: (event) =>
    answering(event, 'order', async (form, actor) => {
      await refuseUnlessFresh(event, now());
      await orderDeletion(textsOf(form, 'rules'), actor, now());
    }),
  confirm: (event) =>
    answering(event, 'confirm', async (form, actor) => {
      await refuseUnlessFresh(event, now());
      await decideDeletion(orderOf(form), true, actor, now());
    }),
  erase: (event) =>
    answering(event, 'erase', async (form, actor) => {
      await refuseUnlessFresh(event, now());
      await orderErasure(Number(textOf(form, 'request')) || 0, actor, now());
    }),
  hold: (event) =>
    answering(event, 'hold', (form, actor) =>
      holdMessage(
        {
          code: textOf(form, 'code'),
          wholePerson: textOf(form, 'person') === 'yes',
          document: {
            number: textOf(form, 'number'),
            on: textOf(form, 'on'),
            issuer: textOf(form, 'issuer'),
          },
        },
        actor,
        now(),
      ),
    ),
  lift: (event) =>
    answering(event, 'lift', async (form, actor) => {
      await refuseUnlessFresh(event, now());
      await liftHold(Number(textOf(form, 'hold')) || 0, actor, now());
    }),
  refuse: (event) =>
    answering(event, 'refuse', (form, actor) => decideDeletion(orderOf(form), false, actor, now())),
};

async function answering(
  { request, locals }: RequestEvent<Record<string, string>>,
  act: Done,
  work: (form: FormData, actor: Actor) => Promise<unknown>,
) {
  const form = await request.formData();
  try {
    await work(form, locals.actor);
  } catch (error) {
    const no = refused(error, locals.lang);
    const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
    const rules = textsOf(form, 'rules');
    return fail(no.status, { act, values, rules, ...no.shown } satisfies RetentionAnswer);
  }
  redirect(303, `/desk/retention?done=${act}`);
}

function orderOf(form: FormData): number {
  return Number(textOf(form, 'order')) || 0;
}
