import { ownDevices, pushKey, removeDevice, turnOnPush } from '#server/access/citizens/own-push.ts';
import { now } from '#server/clock.ts';
import { browserOf } from '#ui/browser-of.ts';
import { sessionIn } from '../../../session-cookie.ts';
import { textIn } from '../../form-faults.ts';
import { admitCitizen } from '../admit-citizen.ts';
import { doing } from '../doing.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const dones = ['on', 'removed'] as const;

/** On which devices a citizen is told that there is news; here it is turned on and off. */
export const load: PageServerLoad = async (event) => {
  const citizenId = admitCitizen(event);
  const done = dones.find((each) => each === event.url.searchParams.get('done')) ?? null;
  return { devices: await ownDevices(citizenId), key: pushKey(), done, at: now() };
};

export const actions: Actions = {
  /** Turns it on for this browser; also asked by the browser itself when it is reached elsewhere from now on. */
  on: (event) =>
    doing(event, 'on', async (form, citizenId) => {
      const subscription = {
        endpoint: textIn(form, 'endpoint'),
        p256dh: textIn(form, 'p256dh'),
        auth: textIn(form, 'auth'),
      };
      const told = {
        ...{ citizenId, secret: sessionIn(event) ?? '', subscription, lang: event.locals.lang },
        before: textIn(form, 'before') || null,
        pageKey: textIn(form, 'key'),
        browser: browserOf(event.request.headers.get('user-agent') ?? ''),
      };
      await turnOnPush(told, now());
    }),
  remove: (event) =>
    doing(event, 'removed', (form, citizenId) =>
      removeDevice(citizenId, Number(textIn(form, 'device')) || 0),
    ),
};
