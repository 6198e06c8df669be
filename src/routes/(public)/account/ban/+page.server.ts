import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { appealBan } from '#server/life/banning/appeal-ban.ts';
import { standingBan } from '#server/views/mine/ban.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { admitCitizen } from '../admit-citizen.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Why an account is kept from sending, until when, and the appeal. */
export const load: PageServerLoad = async (event) => {
  const ban = (await standingBan(admitCitizen(event), now())) ?? null;
  return { ban, done: event.url.searchParams.has('done'), at: now() };
};

export const actions: Actions = {
  default: async (event) => {
    admitCitizen(event);
    const words = textIn(await event.request.formData(), 'words');
    try {
      await appealBan(words, event.locals.actor, now());
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { words, faults });
    }
    redirect(303, '/account/ban?done');
  },
};
