import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import {
  askForEnterprise,
  leaveOwnEnterprise,
  showOwnEnterprise,
} from '#server/life/account/own-enterprise.ts';
import { ownEnterprise } from '#server/views/mine/enterprise.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { admitCitizen } from '../admit-citizen.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const dones = ['asked', 'kept', 'left'] as const;

/** The enterprise for which a citizen writes, or wants to. */
export const load: PageServerLoad = async (event) => {
  const enterprise = (await ownEnterprise(admitCitizen(event))) ?? null;
  const done = dones.find((each) => each === event.url.searchParams.get('done')) ?? null;
  return { enterprise, done };
};

export const actions: Actions = {
  ask: (event) => doing(event, 'asked', (given) => askForEnterprise(given, event.locals.actor, now())),
  show: (event) => doing(event, 'kept', ({ shown }) => showOwnEnterprise(shown, event.locals.actor)),
  leave: (event) => doing(event, 'left', () => leaveOwnEnterprise(event.locals.actor, now())),
};

interface Given {
  name: string;
  creditCode: string;
  shown: boolean;
}

async function doing(
  event: RequestEvent,
  done: (typeof dones)[number],
  work: (given: Given) => Promise<void>,
) {
  admitCitizen(event);
  const form = await event.request.formData();
  const values = {
    name: textIn(form, 'name').trim(),
    creditCode: textIn(form, 'creditCode').trim(),
    shown: form.has('shown'),
  };
  try {
    await work(values);
  } catch (error) {
    const { status, faults } = formFaults(error, event.locals.lang);
    return fail(status, { values, faults });
  }
  redirect(303, `/account/enterprise?done=${done}`);
}
