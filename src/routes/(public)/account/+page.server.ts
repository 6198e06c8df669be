import { endOtherCitizenSessions, endOwnCitizenSession, readOwnAccount } from '#server/access/own-account.ts';
import { currentConfig } from '#server/current-config.ts';
import { now } from '#server/clock.ts';
import { stopPhoneChange } from '#server/life/account/stop-phone-change.ts';
import { standingBan } from '#server/views/mine/ban.ts';
import { unsent } from '#ui/unsent.ts';
import { sessionIn } from '../../session-cookie.ts';
import { textIn } from '../form-faults.ts';
import { admitCitizen } from './admit-citizen.ts';
import { doing } from './doing.ts';
import { isFreshCitizen, refuseUnlessFreshCitizen } from './fresh-citizen.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const dones = ['ended', 'others', 'phone', 'stopped', 'joined', 'kept'] as const;

/** A citizen's account: the phone, where they are signed in, what waits. */
export const load: PageServerLoad = async (event) => {
  const citizenId = admitCitizen(event);
  const account = await readOwnAccount(citizenId, sessionIn(event) ?? '', now());
  const done = dones.find((each) => each === event.url.searchParams.get('done')) ?? null;
  const { actor } = event.locals;
  const phoneLost = actor.kind === 'citizen' && actor.phoneLost === true;
  const [fresh, ban] = [await isFreshCitizen(event), (await standingBan(citizenId, now())) ?? null];
  const [wechat, push] = [currentConfig().wechat !== null, currentConfig().push !== null];
  return unsent({ ...account, ban, fresh, phoneLost, wechat, push, done, at: now() });
};

export const actions: Actions = {
  end: (event) =>
    doing(event, 'ended', async (form, citizenId) => {
      await refuseUnlessFreshCitizen(event);
      await endOwnCitizenSession(citizenId, Number(textIn(form, 'session')) || 0, now());
    }),
  others: (event) =>
    doing(event, 'others', async (_, citizenId) => {
      await refuseUnlessFreshCitizen(event);
      await endOtherCitizenSessions(citizenId, sessionIn(event) ?? '', now());
    }),
  stop: (event) =>
    doing(event, 'stopped', (form) => stopPhoneChange(textIn(form, 'change'), event.locals.actor, now())),
};
