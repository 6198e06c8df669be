import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { grantExtension, refuseExtension } from '#server/life/clocks/decide-extension.ts';
import { board } from '#server/views/board.ts';
import { extensionRequests } from '#server/views/desk/extension-requests.ts';
import { admit } from '../admit.ts';
import { refused, type Refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a decision answers with when its page is shown again. */
export interface DecisionAnswer extends Refused {
  id: string;
  words: string;
}

const rows = 50;

/** Requests for more time that wait for the offices of whoever asks. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const at = now();
  const done = ['granted', 'refused'].find((each) => each === event.url.searchParams.get('done'));
  return { ...(await extensionRequests(board(), staff, rows, at)), at, done: done ?? null };
};

export const actions: Actions = {
  grant: (event) => decide(event, 'granted'),
  refuse: (event) => decide(event, 'refused'),
};

async function decide({ request, locals }: RequestEvent, outcome: 'granted' | 'refused') {
  const form = await request.formData();
  const [code, words] = [textOf(form, 'code'), textOf(form, 'words')];
  const id = Number(textOf(form, 'id'));
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
    if (outcome === 'granted') await grantExtension(code, id, locals.actor, now());
    else await refuseExtension(code, id, { words, actor: locals.actor }, now());
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, { id: String(id), words, ...no.shown } satisfies DecisionAnswer);
  }
  redirect(303, `/desk/extensions?done=${outcome}`);
}
