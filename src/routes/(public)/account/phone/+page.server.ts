import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { maskPhone, readPhone } from '#domain/phone.ts';
import { codesToBothPhones, readOwnAccount } from '#server/access/own-account.ts';
import { now } from '#server/clock.ts';
import { changePhone, type TypedCode } from '#server/life/account/change-phone.ts';
import { takePhone } from '#server/life/account/take-phone.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { admitCitizen } from '../admit-citizen.ts';
import { isFreshCitizen, refuseUnlessFreshCitizen } from '../fresh-citizen.ts';
import { shownCode } from '../../shown-code.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The number that is left, masked; without one the owner proves first that they are there. */
export const load: PageServerLoad = async (event) => {
  const { phone } = await readOwnAccount(admitCitizen(event), '', now());
  return { old: phone, fresh: phone !== null || (await isFreshCitizen(event)) };
};

/** Two steps: a code goes to both numbers; both codes change them. */
export const actions: Actions = {
  start: async (event) => {
    const citizenId = admitCitizen(event);
    const phone = textIn(await event.request.formData(), 'phone').trim();
    try {
      const sent = await codesToBothPhones(citizenId, phone, now());
      return {
        ...{ step: 'codes' as const, faults: null, phone, masked: maskPhone(readPhone(phone) ?? '') },
        ...{ oldId: sent.old?.id ?? '', newId: sent.new.id },
        ...{ oldShown: shownCode(sent.old?.code ?? ''), newShown: shownCode(sent.new.code) },
      };
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { step: 'phone' as const, phone, faults });
    }
  },
  confirm: async (event) => {
    admitCitizen(event);
    const form = await event.request.formData();
    const [oldId, newId, phone] = [textIn(form, 'old'), textIn(form, 'new'), textIn(form, 'phone')];
    const fresh = { id: newId, code: textIn(form, 'newCode') };
    try {
      if (oldId === '') await takeOther(event, fresh);
      else {
        const old = { id: oldId, code: textIn(form, 'oldCode') };
        await changePhone({ old, new: fresh }, event.locals.actor, now());
      }
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      const number = readPhone(phone);
      return fail(status, {
        ...{ step: 'codes' as const, faults, phone, masked: number ? maskPhone(number) : '', oldId, newId },
        oldShown: shownCode(textIn(form, 'oldShown')),
        newShown: shownCode(textIn(form, 'newShown')),
      });
    }
    redirect(303, '/account?done=phone');
  },
};

async function takeOther(event: RequestEvent, typed: TypedCode): Promise<void> {
  await refuseUnlessFreshCitizen(event);
  await takePhone(typed, event.locals.actor, now());
}
