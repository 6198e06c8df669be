import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { redrawCircular } from '#server/life/bulletins/draft-circular.ts';
import { dropBulletin } from '#server/life/bulletins/drop-bulletin.ts';
import { editBulletin } from '#server/life/bulletins/edit-bulletin.ts';
import { publishBulletin } from '#server/life/bulletins/publish-bulletin.ts';
import { remindUnits } from '#server/life/bulletins/remind-units.ts';
import { signReceipt } from '#server/life/bulletins/sign-receipt.ts';
import { board } from '#server/views/board.ts';
import { bulletin } from '#server/views/desk/bulletin.ts';
import { reportedMessages } from '#server/views/desk/reported-messages.ts';
import { admit } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { typedBulletin, wholeOf } from '../bulletin-form.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const acts = ['save', 'publish', 'redraw', 'sign', 'remind'];

/** One bulletin: the document, and beside it who has signed or what is still to be done. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const found = await bulletin(board(), staff, idOf(event.params.id));
  const messages = found.kind === 'special-report' ? await reportedMessages(board(), staff, found.id) : [];
  const done = acts.find((act) => act === searchParams.get('done')) ?? null;
  return { bulletin: found, messages, at: now(), done, n: searchParams.get('n') ?? '0' };
};

export const actions: Actions = {
  save: (event) =>
    answering(event, 'save', async (form, of, { locals }) => {
      const typed = typedBulletin(form);
      await editBulletin(of, { ...typed, remindAfter: Number(typed.remindAfter) }, locals.actor, now());
      return 0;
    }),
  publish: (event) =>
    answering(event, 'publish', async (_, of, { locals }) => {
      return (await publishBulletin(of, locals.actor, now())).units;
    }),
  redraw: (event) =>
    answering(event, 'redraw', async (form, of, { locals }) => {
      await redrawCircular({ ...of, freshText: form.get('fresh') === 'yes' }, locals.actor, now());
      return 0;
    }),
  sign: (event) =>
    answering(event, 'sign', async (_, { id }, { locals }) => {
      return (await signReceipt(id, locals.actor, now())).signed;
    }),
  remind: (event) =>
    answering(event, 'remind', async (_, { id }, { locals }) => {
      return (await remindUnits(id, locals.actor, now())).reminded;
    }),
  drop: async (event) => {
    const answer = await answering(event, 'drop', async (_, of, { locals }) => {
      await dropBulletin(of, locals.actor, now());
      redirect(303, '/desk/bulletins?tab=sent&done=drop');
    });
    return answer;
  },
};

type Event = RequestEvent<{ id: string }>;

/** Does one act on the version that the page showed; what is refused comes back with what was typed. */
async function answering(
  event: Event,
  act: string,
  work: (form: FormData, of: { id: number; version: number }, event: Event) => Promise<number>,
) {
  const form = await event.request.formData();
  const id = idOf(event.params.id);
  let n: number;
  try {
    n = await work(form, { id, version: wholeOf(form, 'version') }, event);
  } catch (error) {
    const no = refused(error, event.locals.lang);
    return fail(no.status, { act, typed: typedBulletin(form), ...no.shown });
  }
  redirect(303, `/desk/bulletins/${id}?done=${act}&n=${n}`);
}

function idOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('not-found');
  return Number(text);
}
