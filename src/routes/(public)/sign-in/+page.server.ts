import { fail, redirect } from '@sveltejs/kit';
import { maskPhone, readPhone } from '#domain/phone.ts';
import { refuseMachine } from '#server/access/humanity/proof.ts';
import { confirmVerification, refuseWrongPhone, startVerification } from '#server/access/verification.ts';
import { now } from '#server/clock.ts';
import { safeBack } from '#ui/safe-back.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { formFaults, textIn } from '../form-faults.ts';
import { proofAtDoor, proofIn } from '../proof-at-door.ts';
import { shownCode } from '../shown-code.ts';
import { signIn } from './citizen-session.ts';

/** Where to go after signing in; whoever is signed in already goes there at once. */
export const load: PageServerLoad = async (event) => {
  const { url, locals, request } = event;
  const back = backOf(url);
  if (locals.actor.kind === 'citizen' && request.method === 'GET') redirect(303, back);
  return { back, staff: locals.actor.kind === 'staff', proof: await proofAtDoor(event, 'code') };
};

/** Two steps: a code is sent to the phone; the code proves it. */
export const actions: Actions = {
  start: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData();
    const phone = textIn(form, 'phone').trim();
    try {
      refuseWrongPhone(phone);
      await refuseMachine(
        'code',
        getClientAddress(),
        proofIn((name) => textIn(form, name)),
        now(),
      );
      const { id, code } = await startVerification(phone, 'sign-in', now());
      return { step: 'code' as const, ...sent(phone, id, shownCode(code)), faults: null };
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { step: 'phone' as const, ...sent(phone, '', ''), faults });
    }
  },
  confirm: async (event) => {
    const form = await event.request.formData();
    let back = backOf(event.url);
    const [id, phone, code] = [textIn(form, 'verification'), textIn(form, 'phone'), textIn(form, 'code')];
    try {
      const { citizenId, kept } = await confirmVerification(id, code, now(), ['sign-in']);
      await signIn(event, citizenId, now());
      if (kept) back = '/account?done=kept';
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, {
        step: 'code' as const,
        ...sent(phone, id, shownCode(textIn(form, 'shown'))),
        faults,
      });
    }
    return redirect(303, back);
  },
};

function backOf(url: URL): string {
  const asked = url.searchParams.get('back');
  return asked === null ? '/mine' : safeBack(asked);
}

function sent(phone: string, verification: string, shown: string) {
  const number = readPhone(phone);
  return { phone, masked: number ? maskPhone(number) : '', verification, shown };
}
