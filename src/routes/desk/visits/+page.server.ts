import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { setVisitRule } from '#server/life/supervision/set-visit-rule.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The call sheet with nobody chosen: the numbers, and the share that is visited. */
export const load: PageServerLoad = (event) => {
  admit(event);
  const { searchParams } = event.url;
  return { did: searchParams.has('did'), ruled: searchParams.has('ruled') };
};

export const actions: Actions = {
  rule: async ({ request, locals }) => {
    const form = await request.formData();
    const given = textOf(form, 'percent').trim();
    const rule = {
      officeId: Number(textOf(form, 'office')) || 0,
      percent: given === '' ? -1 : Number(given),
    };
    try {
      await setVisitRule(rule, locals.actor, now());
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { office: rule.officeId, percent: given, ...no.shown });
    }
    redirect(303, '/desk/visits?ruled');
  },
};
