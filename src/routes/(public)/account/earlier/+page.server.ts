import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { findEarlier } from '#server/life/account/find-earlier.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { admitCitizen } from '../admit-citizen.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Whoever asks; the question is the same to everybody. */
export const load: PageServerLoad = (event) => {
  admitCitizen(event);
};

/** Gives the number of an earlier message, and the name where it was written from another phone. */
export const actions: Actions = {
  default: async (event) => {
    admitCitizen(event);
    const form = await event.request.formData();
    const values = { code: textIn(form, 'code').trim(), name: textIn(form, 'name').trim() };
    const found = await findEarlier(values, event.locals.actor, now()).catch((error: unknown) =>
      formFaults(error, event.locals.lang),
    );
    if ('faults' in found) return fail(found.status, { values, faults: found.faults, until: null });
    if (found.outcome === 'waiting') return { values: null, faults: null, until: found.effectiveAt };
    redirect(303, found.outcome === 'joined' ? '/account?done=joined' : `/messages/${found.code}`);
  },
};
