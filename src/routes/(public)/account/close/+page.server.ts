import { fail } from '@sveltejs/kit';
import { codeToOwnPhone, readOwnAccount } from '#server/access/own-account.ts';
import { now } from '#server/clock.ts';
import { askToClose, type OpenWish, openWishes } from '#server/life/account/ask-to-close.ts';
import { signOut } from '../../../session-cookie.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { admitCitizen } from '../admit-citizen.ts';
import { shownCode } from '../../shown-code.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What closing means, before anything is asked; after it nobody is signed in any more. */
export const load: PageServerLoad = async (event) => {
  const { actor } = event.locals;
  if (event.request.method === 'POST' && actor.kind !== 'citizen') return { phone: '' };
  const { phone } = await readOwnAccount(admitCitizen(event), '', now());
  return { phone: phone ?? '' };
};

/** A code to the phone of the account; with it the account closes. */
export const actions: Actions = {
  start: async (event) => {
    const citizenId = admitCitizen(event);
    const open = wishIn(await event.request.formData());
    try {
      const { id, code } = await codeToOwnPhone(citizenId, 'close', now());
      return { step: 'code' as const, open, id, shown: shownCode(code), faults: null };
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { step: 'choice' as const, open, faults });
    }
  },
  confirm: async (event) => {
    admitCitizen(event);
    const form = await event.request.formData();
    const [open, id] = [wishIn(form), textIn(form, 'verification')];
    try {
      const typed = { id, code: textIn(form, 'code') };
      const { closesAt } = await askToClose({ open, typed }, event.locals.actor, now());
      await signOut(event, now());
      return { step: 'closed' as const, open, closesAt, faults: null };
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, {
        ...{ step: 'code' as const, open, id, faults },
        shown: shownCode(textIn(form, 'shown')),
      });
    }
  },
};

function wishIn(form: FormData): OpenWish {
  return openWishes.find((each) => each === textIn(form, 'open')) ?? 'handle';
}
