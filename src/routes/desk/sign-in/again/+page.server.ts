import { fail, redirect } from '@sveltejs/kit';
import { askedAnew, confirmByTyping, factorOnTheWay } from '#server/access/entry/confirm.ts';
import { takesPasskeys } from '#server/access/entry/passkeys.ts';
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

/** Asks whoever is signed in to prove it once more, before what could do lasting harm: by all that they enter with. */
export const load: PageServerLoad = async (event) => {
  const { name, staffId } = admit(event);
  const { url, locals } = event;
  const back = deskAddress(url.searchParams.get('back'));
  const { password, totp, passkeys } = await askedAnew(staffId, now());
  return {
    ...{ name, back, password, totp, passkeys: passkeys > 0 && takesPasskeys(url) },
    ...{ provider: providerLabel(), no: providerNo(url, locals.lang) },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { staffId } = admit(event);
    const form = await event.request.formData();
    const back = deskAddress(textOf(form, 'back'));
    const [password, code] = [textOf(form, 'password'), textOf(form, 'code')];
    try {
      if (textOf(form, 'by') === 'provider') {
        const factor = await factorOnTheWay(staffId, code, now());
        const of = { purpose: 'confirm', staffId, back, factor } as const;
        return { onward: await toProvider(event, of, now()) } satisfies EntryAnswer;
      }
      await confirmByTyping(staffId, { password, code }, now());
      await renewCarried(event, now());
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, no.shown satisfies EntryAnswer);
    }
    redirect(303, back);
  },
};
