import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { confirmPassword, showFactor } from '#server/access/entry/factors.ts';
import { providerLabel } from '#server/access/entry/provider.ts';
import { now } from '#server/clock.ts';
import { renewCarried } from '../../../session-cookie.ts';
import { admit } from '../../admit.ts';
import { deskAddress } from '../../desk-address.ts';
import { providerNo } from '../../provider-no.ts';
import { refused } from '../../refused.ts';
import { toProvider } from '../../to-provider.ts';
import { textOf } from '../../text-of.ts';
import type { EntryAnswer } from '../entry-answer.ts';
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
    const back = deskAddress(textOf(form, 'back'));
    if (textOf(form, 'by') === 'provider') return byProvider(event, { purpose: 'confirm', staffId, back });
    const [password, code] = [textOf(form, 'password'), textOf(form, 'code')];
    try {
      if (code.trim() !== '') await showFactor(staffId, code, now());
      else await confirmPassword(staffId, password, now());
      await renewCarried(event, now());
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, no.shown satisfies EntryAnswer);
    }
    redirect(303, back);
  },
};

async function byProvider(event: RequestEvent, of: Parameters<typeof toProvider>[1]) {
  try {
    return { onward: await toProvider(event, of, now()) } satisfies EntryAnswer;
  } catch (error) {
    const no = refused(error, event.locals.lang);
    return fail(no.status, no.shown satisfies EntryAnswer);
  }
}
