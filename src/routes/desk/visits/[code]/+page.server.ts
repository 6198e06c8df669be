import { fail, redirect } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { beginCall } from '#server/life/supervision/begin-call.ts';
import { revisit, visitOutcomes } from '#server/life/supervision/revisit.ts';
import { board } from '#server/views/board.ts';
import { callCard } from '#server/views/desk/visits/call-card.ts';
import { admit, lostSession } from '../../admit.ts';
import { refused, type Refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a call answers with when its card is shown again. */
export interface CallAnswer extends Partial<Refused> {
  /** The phone, for this call; in seconds how long it stands. */
  phone?: string;
  seconds?: number;
  values?: Record<string, string>;
}

/** One card: the message in short, the answer, the script. */
export const load: PageServerLoad = async (event) => {
  if (lostSession(event)) return { card: null };
  return { card: await callCard(board(), event.params.code, admit(event), now()) };
};

export const actions: Actions = {
  /** Shows the phone for one call; the look is on record before the number is given. */
  call: async ({ locals, params }) => {
    const at = now();
    try {
      const { phone, until } = await beginCall(params.code, locals.actor, at);
      return { phone, seconds: Math.round((until.getTime() - at.getTime()) / 1000) } satisfies CallAnswer;
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, no.shown satisfies CallAnswer);
    }
  },
  save: async ({ locals, params, request }) => {
    const form = await request.formData();
    const [outcome, words, code] = ['outcome', 'words', 'code'].map((name) => textOf(form, name));
    try {
      const known = visitOutcomes.find((each) => each === outcome);
      if (!known) throw new Refusal('invalid', { faults: [{ field: 'outcome', code: 'required' }] });
      const visit = { outcome: known, words: words ?? '', code: code || undefined };
      await revisit(params.code, visit, locals.actor, now());
    } catch (error) {
      const no = refused(error, locals.lang);
      const values = { outcome: outcome ?? '', words: words ?? '', code: code ?? '' };
      return fail(no.status, { values, ...no.shown } satisfies CallAnswer);
    }
    redirect(303, '/desk/visits?did');
  },
};
