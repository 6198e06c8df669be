import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { type EntryStep, passwordLength, type Proof } from '#domain/entering.ts';
import type { Entering } from '#server/access/entry/door.ts';
import { setFactor, setPassword, showFactor } from '#server/access/entry/factors.ts';
import { providerLabel } from '#server/access/entry/provider.ts';
import { takesPasskeys } from '#server/access/entry/passkeys.ts';
import { newTotpSecret, showTotp } from '#server/access/entry/totp.ts';
import { now } from '#server/clock.ts';
import { deskAddress, wayIn } from '../../desk-address.ts';
import { providerNo } from '../../provider-no.ts';
import { refused } from '../../refused.ts';
import { toProvider } from '../../to-provider.ts';
import { atTheDoor, stepIn } from '../../way-in.ts';
import { textOf } from '../../text-of.ts';
import type { EntryAnswer } from '../entry-answer.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What the door asks for next of somebody who has shown who they are. */
export const load: PageServerLoad = async (event) => {
  const back = deskAddress(event.url.searchParams.get('back'));
  const entrant = await atTheDoor(event, now());
  // Once the codes for a lost phone are shown, one is in already; they stand in the answer to this very form.
  if (!entrant && event.request.method !== 'POST')
    redirect(303, event.locals.actor.kind === 'staff' ? back : '/desk/sign-in');
  const next: EntryStep = entrant?.next ?? 'in';
  const login = entrant?.login ?? '';
  return {
    ...{ next, back, name: entrant?.name ?? '', login, least: passwordLength.least },
    passkeys: takesPasskeys(event.url),
    provider: providerLabel(),
    no: providerNo(event.url, event.locals.lang),
    mayBind: next === 'new-password' && entrant?.shown.includes('link') === true,
    totp: next === 'new-factor' ? showTotp(newTotpSecret(), login) : null,
  };
};

export const actions: Actions = {
  // In place of a password: an account at the provider, bound by the link.
  provider: async (event) => {
    const entrant = await atTheDoor(event, now());
    if (entrant?.next !== 'new-password') redirect(303, '/desk/sign-in');
    try {
      const of = { purpose: 'bind', staffId: entrant.staffId, back: '' } as const;
      return { onward: await toProvider(event, of, now()) } satisfies EntryAnswer;
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, no.shown satisfies EntryAnswer);
    }
  },
  factor: (event) =>
    stepping(event, 'factor', async (form, { staffId }) => ({
      proof: await showFactor(staffId, textOf(form, 'code'), now()),
    })),
  password: (event) =>
    stepping(event, 'new-password', async (form, { staffId }) => {
      const typed = { password: textOf(form, 'password'), again: textOf(form, 'again') };
      await setPassword(staffId, typed, now());
      return { proof: 'password' };
    }),
  secondFactor: (event) =>
    stepping(event, 'new-factor', async (form, { staffId }) => {
      const given = { secret: textOf(form, 'secret'), code: textOf(form, 'code') };
      return { proof: 'totp', codes: await setFactor(staffId, given, now()) };
    }),
};

type Step = (form: FormData, entrant: Entering) => Promise<{ proof: Proof; codes?: string[] }>;

/** Takes the step that the door asks for, and no other. */
async function stepping(event: RequestEvent, wanted: EntryStep, take: Step) {
  const entrant = await atTheDoor(event, now());
  if (entrant?.next !== wanted) redirect(303, '/desk/sign-in');
  const form = await event.request.formData();
  const back = deskAddress(textOf(form, 'back'));
  let codes: string[] | undefined;
  let next: EntryStep;
  try {
    const taken = await take(form, entrant);
    codes = taken.codes;
    next = await stepIn(event, entrant, { proof: taken.proof, now: now() });
  } catch (error) {
    const no = refused(error, event.locals.lang);
    const secret = textOf(form, 'secret');
    const totp = /^[A-Z2-7]{32}$/.test(secret) ? showTotp(secret, entrant.login ?? '') : null;
    return fail(no.status, { back, totp, ...no.shown } satisfies EntryAnswer);
  }
  if (codes) return { back, codes } satisfies EntryAnswer;
  redirect(303, next === 'in' ? back : wayIn(back));
}
