import { fail, redirect } from '@sveltejs/kit';
import { maskPhone, readPhone } from '#domain/phone.ts';
import { readPublicCode } from '#domain/public-code.ts';
import { isRefusal, Refusal } from '#domain/refusal.ts';
import { confirmVerification } from '#server/access/verification.ts';
import { now } from '#server/clock.ts';
import { findEarlier } from '#server/life/account/find-earlier.ts';
import { proofAtDoor } from '../proof-at-door.ts';
import { shownCode } from '../shown-code.ts';
import { formFaults, textIn } from '../form-faults.ts';
import { signIn } from '../sign-in/citizen-session.ts';
import { sendSignInCode } from '../sign-in/send-sign-in-code.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What has to be shown first where very many ask. */
export const load: PageServerLoad = async (event) => ({ proof: await proofAtDoor(event, 'code') });

/** Number and phone, then the code: the author sees their message, also where nobody signed in for long. */
export const actions: Actions = {
  start: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData();
    const values = { number: textIn(form, 'number').trim(), phone: textIn(form, 'phone').trim() };
    try {
      const number = numberIn(values.number);
      const { id, code } = await sendSignInCode(values.phone, form, getClientAddress());
      const masked = maskPhone(readPhone(values.phone) ?? '');
      return {
        step: 'code' as const,
        faults: null,
        values: { ...values, number },
        masked,
        id,
        shown: shownCode(code),
      };
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { step: 'number' as const, faults, values });
    }
  },
  confirm: async (event) => {
    const form = await event.request.formData();
    const values = { number: textIn(form, 'number'), phone: textIn(form, 'phone') };
    const id = textIn(form, 'verification');
    let number: string;
    try {
      number = numberIn(values.number);
      const { citizenId } = await confirmVerification(id, textIn(form, 'code'), now(), ['sign-in']);
      await signIn(event, { citizenId }, now());
      await bringEarlier(number, citizenId);
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      const phone = readPhone(values.phone);
      return fail(status, {
        ...{ step: 'code' as const, faults, values, masked: phone ? maskPhone(phone) : '', id },
        shown: shownCode(textIn(form, 'shown')),
      });
    }
    redirect(303, `/messages/${number}`);
  },
};

// Written long ago from this very phone: the number proves it. Of everybody else's the page says what it says to strangers.
async function bringEarlier(code: string, citizenId: number): Promise<void> {
  try {
    await findEarlier({ code, name: '' }, { kind: 'citizen', citizenId }, now());
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

function numberIn(typed: string): string {
  const number = readPublicCode(typed);
  if (number === undefined)
    throw new Refusal('invalid', { faults: [{ field: 'number', code: 'wrong-number' }] });
  return number;
}
