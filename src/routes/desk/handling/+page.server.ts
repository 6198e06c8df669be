import { fail, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { colleagues } from '#server/views/desk/colleagues.ts';
import { ownOffices } from '#server/views/desk/own-offices.ts';
import { admit, lostSession } from '../admit.ts';
import { refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import { type ManyActName, manyActs, type ManyAnswer } from './many-acts.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The office's desk with no case open: what is done with several at once. */
export const load: PageServerLoad = async (event) => {
  if (lostSession(event)) return { colleagues: [], offices: [] };
  const staff = admit(event);
  const [people, offices] = await Promise.all([colleagues(board(), staff), ownOffices(board(), staff)]);
  return { colleagues: people, offices };
};

export const actions: Actions = Object.fromEntries(
  (Object.keys(manyActs) as ManyActName[]).map((name) => [name, (event: RequestEvent) => act(event, name)]),
);

async function act({ locals, request }: RequestEvent, name: ManyActName) {
  const form = await request.formData();
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    const done = await manyActs[name](form, { actor: locals.actor, now: now(), lang: locals.lang });
    return { act: name, ...done } satisfies ManyAnswer;
  } catch (error) {
    const no = refused(error, locals.lang);
    const values = { name: textOf(form, 'name') };
    return fail(no.status, { act: name, values, ...no.shown } satisfies ManyAnswer);
  }
}
