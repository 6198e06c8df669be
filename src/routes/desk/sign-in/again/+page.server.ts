import { fail, redirect } from '@sveltejs/kit';
import { confirmPassword, showFactor } from '#server/access/entry/factors.ts';
import { providerLabel } from '#server/access/entry/provider.ts';
import { confirmFresh } from '#server/access/entry/own-entry.ts';
import { now } from '#server/clock.ts';
import { sessionIn } from '../../../session-cookie.ts';
import { admit } from '../../admit.ts';
import { deskAddress } from '../../desk-address.ts';
import { providerNo } from '../../provider-no.ts';
import { refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Asks whoever is signed in to prove it once more, before what could do lasting harm. */
export const load: PageServerLoad = (event) => {
  const { name } = admit(event);
  const { url, locals } = event;
  const back = deskAddress(url.searchParams.get('back'));
  return { name, back, provider: providerLabel(), no: providerNo(url, locals.lang) };
};

export const actions: Actions = {
  default: async (event) => {
    const { staffId } = admit(event);
    const form = await event.request.formData();
    const [password, code] = [textOf(form, 'password'), textOf(form, 'code')];
    try {
      if (code.trim() !== '') await showFactor(staffId, code, now());
      else await confirmPassword(staffId, password, now());
      await confirmFresh(sessionIn(event) ?? '', now());
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, no.shown);
    }
    redirect(303, deskAddress(textOf(form, 'back')));
  },
};
