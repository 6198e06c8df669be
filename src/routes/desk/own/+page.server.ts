import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { passwordLength } from '#domain/entering.ts';
import { changePassword, setFactor } from '#server/access/entry/factors.ts';
import { endOwnOthers, endOwnSession, ownEntry } from '#server/access/entry/own-entry.ts';
import { takePasskeyAway, takesPasskeys } from '#server/access/entry/passkeys.ts';
import { providerLabel } from '#server/access/entry/provider.ts';
import { newTotpSecret, showTotp } from '#server/access/entry/totp.ts';
import { now } from '#server/clock.ts';
import { currentConfig } from '#server/current-config.ts';
import { unbindIdentity } from '#server/life/people/bind-identity.ts';
import { sessionIn } from '../../session-cookie.ts';
import { admit, type Staff } from '../admit.ts';
import { providerNo } from '../provider-no.ts';
import { refused } from '../refused.ts';
import { toProvider } from '../to-provider.ts';
import { refuseUnlessFresh } from '../way-in.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const dones = ['password', 'factor', 'ended', 'others', 'passkey', 'removed', 'bound', 'unbound'] as const;

/** How one enters oneself, and where one is signed in. */
export const load: PageServerLoad = async (event) => {
  const { staffId, name } = admit(event);
  const at = now();
  const entry = await ownEntry(staffId, sessionIn(event) ?? '', at);
  const done = dones.find((each) => each === event.url.searchParams.get('done')) ?? null;
  const { totp: hasTotp, ...own } = entry;
  const totp = showTotp(newTotpSecret(), own.login);
  return {
    ...own,
    takesPasskeys: takesPasskeys(event.url),
    provider: providerLabel(),
    no: providerNo(event.url, event.locals.lang),
    hasTotp,
    totp,
    name,
    done,
    at,
    least: passwordLength.least,
  };
};

export const actions: Actions = {
  password: (event) =>
    doing(event, 'password', async (form, { staffId }) => {
      await refuseUnlessFresh(event, now());
      const current = textOf(form, 'current');
      const typed = { current, password: textOf(form, 'password'), again: textOf(form, 'again') };
      await changePassword(staffId, typed, now());
      await endOwnOthers(staffId, sessionIn(event) ?? '', now());
    }),
  factor: (event) =>
    doing(event, 'factor', async (form, { staffId }) => {
      await refuseUnlessFresh(event, now());
      return setFactor(staffId, { secret: textOf(form, 'secret'), code: textOf(form, 'code') }, now());
    }),
  remove: (event) =>
    doing(event, 'removed', async (form, { staffId }) => {
      await refuseUnlessFresh(event, now());
      await takePasskeyAway({ staffId }, textOf(form, 'passkey'), now());
    }),
  bind: async (event) => {
    const { staffId } = admit(event);
    try {
      await refuseUnlessFresh(event, now());
      return { act: 'bind', onward: await toProvider(event, { purpose: 'bind', staffId, back: '' }, now()) };
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, { act: 'bind', ...no.shown });
    }
  },
  unbind: (event) =>
    doing(event, 'unbound', async (_, staff) => {
      await refuseUnlessFresh(event, now());
      const issuer = currentConfig().oidc?.issuer ?? '';
      await unbindIdentity({ staffId: staff.staffId, issuer }, staff, now());
    }),
  end: (event) =>
    doing(event, 'ended', async (form, { staffId }) => {
      await refuseUnlessFresh(event, now());
      await endOwnSession(staffId, Number(textOf(form, 'session')) || 0, now());
    }),
  others: (event) =>
    doing(event, 'others', async (_, { staffId }) => {
      await refuseUnlessFresh(event, now());
      await endOwnOthers(staffId, sessionIn(event) ?? '', now());
    }),
};

type Work = (form: FormData, staff: Staff) => Promise<string[] | void>;

async function doing(event: RequestEvent, done: (typeof dones)[number], work: Work) {
  const staff = admit(event);
  const form = await event.request.formData();
  let codes: string[] | void;
  try {
    codes = await work(form, staff);
  } catch (error) {
    const no = refused(error, event.locals.lang);
    const secret = textOf(form, 'secret');
    const totp = /^[A-Z2-7]{32}$/.test(secret) ? showTotp(secret, textOf(form, 'login')) : null;
    return fail(no.status, { act: done, totp, ...no.shown });
  }
  if (codes) return { act: done, codes };
  redirect(303, `/desk/own?done=${done}`);
}
