import { fail } from '@sveltejs/kit';
import { keepPace } from '#server/access/rate-limit.ts';
import { now } from '#server/clock.ts';
import { stopPhoneChangeByCode } from '#server/life/account/stop-phone-change.ts';
import { formFaults, textIn } from '../../form-faults.ts';
import type { Actions } from './$types.ts';

/** The old number of a change says no by the code that it got; nobody need be signed in. */
export const actions: Actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const code = textIn(await request.formData(), 'code').trim();
    try {
      keepPace('verification', getClientAddress(), now());
      await stopPhoneChangeByCode(code, now());
      return { stopped: true, code, faults: null };
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { stopped: false, code, faults });
    }
  },
};
