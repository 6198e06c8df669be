import { error, fail } from '@sveltejs/kit';
import { holds } from '#domain/actor.ts';
import { now } from '#server/clock.ts';
import { handOverAddress } from '#server/life/taking-down/hand-over-address.ts';
import { admit } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { refuseUnlessFresh } from '../../way-in.ts';
import { textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Where an operator hands an address over on a legal order. */
export const load: PageServerLoad = (event) => {
  if (!holds(admit(event), 'operator')) error(403, 'not-allowed');
  return {};
};

export const actions: Actions = {
  default: async (event) => {
    const staff = admit(event);
    const form = await event.request.formData();
    const values = { code: textOf(form, 'code'), document: textOf(form, 'document') };
    try {
      await refuseUnlessFresh(event, now());
      const { address } = await handOverAddress(values, staff, now());
      return { values, address };
    } catch (fault) {
      const no = refused(fault, event.locals.lang);
      return fail(no.status, { values, address: null, ...no.shown });
    }
  },
};
