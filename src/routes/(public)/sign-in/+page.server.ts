import { fail, redirect } from '@sveltejs/kit';
import { maskPhone, readPhone } from '#domain/phone.ts';
import {
  keepWechat,
  rememberedWechat,
  setOutToWechat,
  takesWechat,
} from '#server/access/citizens/own-wechat.ts';
import { takesPasskeys } from '#server/access/entry/passkeys.ts';
import { confirmVerification } from '#server/access/verification.ts';
import { now } from '#server/clock.ts';
import { safeBack } from '#ui/safe-back.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { knownBrowser, tripIn } from '../../trip-cookie.ts';
import { formFaults, textIn } from '../form-faults.ts';
import { proofAtDoor } from '../proof-at-door.ts';
import { shownCode } from '../shown-code.ts';
import { wechatNo } from '../wechat-no.ts';
import { endOfCarried } from '../../session-cookie.ts';
import { signIn } from './citizen-session.ts';
import { sendSignInCode } from './send-sign-in-code.ts';

/** Where to go after signing in; whoever is signed in already goes there at once. */
export const load: PageServerLoad = async (event) => {
  const { url, locals, request } = event;
  const back = backOf(url);
  if (locals.actor.kind === 'citizen' && request.method === 'GET') redirect(303, back);
  const ended = await endOfCarried(event, now());
  return {
    ...{ back, passkeys: takesPasskeys(url), ended },
    wechat: takesWechat(request.headers.get('user-agent')),
    known: url.searchParams.has('wechat'),
    no: wechatNo(url, locals.lang),
    proof: await proofAtDoor(event, 'code'),
  };
};

/** Two steps: a code is sent to the phone; the code proves it. */
export const actions: Actions = {
  /** Sets out to WeChat; a form's answer may not lead off the site, its page may. */
  wechat: async (event) => {
    try {
      const of = { citizenId: null, back: backOf(event.url), browser: knownBrowser(event) };
      const onward = await setOutToWechat(of, now());
      return { step: 'phone' as const, ...sent('', '', ''), faults: null, onward };
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { step: 'phone' as const, ...sent('', '', ''), faults, onward: null });
    }
  },
  start: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData();
    const phone = textIn(form, 'phone').trim();
    try {
      const { id, code } = await sendSignInCode(phone, form, getClientAddress());
      return { step: 'code' as const, ...sent(phone, id, shownCode(code)), faults: null, onward: null };
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { step: 'phone' as const, ...sent(phone, '', ''), faults, onward: null });
    }
  },
  confirm: async (event) => {
    const form = await event.request.formData();
    let back = backOf(event.url);
    const [id, phone, code] = [textIn(form, 'verification'), textIn(form, 'phone'), textIn(form, 'code')];
    try {
      const { citizenId, kept } = await confirmVerification(id, code, now(), ['sign-in']);
      const user = event.url.searchParams.has('wechat') && (await rememberedWechat(tripIn(event), now()));
      if (user) await keepWechat(citizenId, user, now());
      await signIn(event, { citizenId }, now());
      if (kept) back = '/account?done=kept';
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, {
        step: 'code' as const,
        ...sent(phone, id, shownCode(textIn(form, 'shown'))),
        faults,
        onward: null,
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
