import { fail, redirect } from '@sveltejs/kit';
import { takesPasskeys } from '#server/access/entry/passkeys.ts';
import { ownPasskeys } from '#server/access/citizens/own-passkeys.ts';
import { codeToOwnPhone, proveOwnPhone, readOwnAccount } from '#server/access/own-account.ts';
import { now } from '#server/clock.ts';
import { safeBack } from '#ui/safe-back.ts';
import { renewCarried } from '../../../session-cookie.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { shownCode } from '../../shown-code.ts';
import { admitCitizen } from '../admit-citizen.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Asks whoever is signed in to prove it once more, before what changes how the account is entered. */
export const load: PageServerLoad = async (event) => {
  const citizenId = admitCitizen(event);
  const [{ phone }, passkeys] = await Promise.all([
    readOwnAccount(citizenId, '', now()),
    ownPasskeys(citizenId),
  ]);
  return { phone, back: backOf(event.url), passkeys: takesPasskeys(event.url) && passkeys.length > 0 };
};

/** A code to the phone of the account; with it the session goes on under a new secret. */
export const actions: Actions = {
  start: async (event) => {
    const citizenId = admitCitizen(event);
    try {
      const { id, code } = await codeToOwnPhone(citizenId, 'confirm', now());
      return { id, shown: shownCode(code), faults: null };
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { id: '', shown: '', faults });
    }
  },
  confirm: async (event) => {
    const citizenId = admitCitizen(event);
    const form = await event.request.formData();
    const id = textIn(form, 'verification');
    try {
      await proveOwnPhone(citizenId, { id, code: textIn(form, 'code') }, now());
      await renewCarried(event, now());
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { id, shown: shownCode(textIn(form, 'shown')), faults });
    }
    redirect(303, backOf(event.url));
  },
};

function backOf(url: URL): string {
  const asked = url.searchParams.get('back');
  return asked === null ? '/account' : safeBack(asked);
}
