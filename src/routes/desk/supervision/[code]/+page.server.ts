import { fail, redirect } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { clockReader, workingDayRuler } from '#server/views/desk/clock-reading.ts';
import { deskMessage } from '#server/views/desk/desk-message.ts';
import { supervisionOf } from '#server/views/desk/supervision/supervision-of.ts';
import { admit, lostSession } from '../../admit.ts';
import { refused } from '../../refused.ts';
import type { ActAnswer } from '../../supervising/act-answer.ts';
import { type SuperviseActName, superviseActs } from '../../supervising/supervise-acts.ts';
import { textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.ts';

/** A message as those see it who stand above the office that answers for it. */
export const load: PageServerLoad = async (event) => {
  event.depends('desk:case');
  if (lostSession(event)) return { opened: null, done: null, at: now() };
  const staff = admit(event);
  const at = now();
  const { code } = event.params;
  const [message, supervision, read] = await Promise.all([
    deskMessage(board(), code, staff),
    supervisionOf(board(), code, staff, at),
    clockReader(at),
  ]);
  const promise = message.clocks.find((clock) => clock.promise);
  const clock = promise ? read({ ...promise, pausedUntil: message.pausedUntil }) : null;
  const ruler = promise && !message.pausedUntil ? await workingDayRuler(promise, at) : [];
  const done = Object.keys(superviseActs).find((act) => act === event.url.searchParams.get('done'));
  return { opened: { message, supervision, clock, ruler }, done: done ?? null, at };
};

export const actions: Actions = Object.fromEntries(
  (Object.keys(superviseActs) as SuperviseActName[]).map((name) => [
    name,
    (event: RequestEvent) => act(event, name),
  ]),
);

/** Takes one step and shows the case anew; a refusal comes back with everything typed. */
async function act({ locals, params, request, url }: RequestEvent, name: SuperviseActName) {
  const form = await request.formData();
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    await superviseActs[name](params.code, form, locals.actor, now());
  } catch (error) {
    const no = refused(error, locals.lang);
    const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
    return fail(no.status, { act: name, values, ...no.shown } satisfies ActAnswer);
  }
  redirect(303, `${url.pathname}?done=${name}`);
}
