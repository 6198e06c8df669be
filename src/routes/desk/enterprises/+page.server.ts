import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { certifyEnterprise } from '#server/life/account/certify-enterprise.ts';
import { enterpriseList } from '#server/views/desk/enterprises.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const verdicts = ['certified', 'refused', 'ended'] as const;

/** Enterprises that wait for a look, and those that are certified; for operators. */
export const load: PageServerLoad = async (event) => {
  const list = await enterpriseList(admit(event));
  const done = verdicts.find((each) => each === event.url.searchParams.get('done')) ?? null;
  return { ...list, done, at: now() };
};

export const actions: Actions = {
  certify: (event) => decide(event, 'certified'),
  refuse: (event) => decide(event, 'refused'),
  end: (event) => decide(event, 'ended'),
};

async function decide(event: RequestEvent, to: (typeof verdicts)[number]) {
  const staff = admit(event);
  const form = await event.request.formData();
  const id = Number(textOf(form, 'enterprise')) || 0;
  try {
    await certifyEnterprise(id, { to, reason: textOf(form, 'reason') || null }, staff, now());
  } catch (error) {
    const no = refused(error, event.locals.lang);
    return fail(no.status, { id, ...no.shown });
  }
  redirect(303, `/desk/enterprises?done=${to}`);
}
