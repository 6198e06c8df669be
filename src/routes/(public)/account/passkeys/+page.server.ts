import { fail, redirect } from '@sveltejs/kit';
import { ownPasskeys, passkeyLimits, removeOwnPasskey } from '#server/access/citizens/own-passkeys.ts';
import { takesPasskeys } from '#server/access/entry/passkeys.ts';
import { now } from '#server/clock.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { admitCitizen } from '../admit-citizen.ts';
import { isFreshCitizen, refuseUnlessFreshCitizen } from '../fresh-citizen.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const dones = ['added', 'removed'] as const;

/** The passkeys of a citizen; to add or remove one they prove first that they are there. */
export const load: PageServerLoad = async (event) => {
  const citizenId = admitCitizen(event);
  const [passkeys, fresh] = await Promise.all([ownPasskeys(citizenId), isFreshCitizen(event)]);
  const done = dones.find((each) => each === event.url.searchParams.get('done')) ?? null;
  const takes = takesPasskeys(event.url) && passkeys.length < passkeyLimits.most;
  return { passkeys, fresh, takes, done, at: now() };
};

export const actions: Actions = {
  remove: async (event) => {
    const citizenId = admitCitizen(event);
    try {
      await refuseUnlessFreshCitizen(event);
      await removeOwnPasskey(citizenId, textIn(await event.request.formData(), 'passkey'), now());
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { faults });
    }
    redirect(303, '/account/passkeys?done=removed');
  },
};
