import { fail, redirect } from '@sveltejs/kit';
import { ownWechats, setOutToWechat, takesWechat, unbindWechat } from '#server/access/citizens/own-wechat.ts';
import { now } from '#server/clock.ts';
import { knownBrowser } from '../../../trip-cookie.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import { wechatNo } from '../../wechat-no.ts';
import { admitCitizen } from '../admit-citizen.ts';
import { isFreshCitizen, refuseUnlessFreshCitizen } from '../fresh-citizen.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const dones = ['bound', 'unbound'] as const;

/** The accounts at WeChat that open a citizen's account; to bind or unbind one they prove first that they are there. */
export const load: PageServerLoad = async (event) => {
  const citizenId = admitCitizen(event);
  const { url, locals } = event;
  const [bindings, fresh] = await Promise.all([ownWechats(citizenId), isFreshCitizen(event)]);
  const lost = locals.actor.kind === 'citizen' && locals.actor.phoneLost === true;
  return {
    bindings: bindings.map(({ id, madeAt, usedAt }) => ({ id, madeAt, usedAt })),
    ...{ fresh, takes: takesWechat(event.request.headers.get('user-agent')) && !lost, at: now() },
    done: dones.find((each) => each === url.searchParams.get('done')) ?? null,
    no: wechatNo(url, locals.lang),
  };
};

export const actions: Actions = {
  bind: async (event) => {
    const citizenId = admitCitizen(event);
    try {
      await refuseUnlessFreshCitizen(event);
      const of = { citizenId, back: '/account/wechat', browser: knownBrowser(event) };
      return { onward: await setOutToWechat(of, now()), faults: null };
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { onward: null, faults });
    }
  },
  unbind: async (event) => {
    const citizenId = admitCitizen(event);
    try {
      await refuseUnlessFreshCitizen(event);
      await unbindWechat(citizenId, Number(textIn(await event.request.formData(), 'binding')) || 0);
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { onward: null, faults });
    }
    redirect(303, '/account/wechat?done=unbound');
  },
};
