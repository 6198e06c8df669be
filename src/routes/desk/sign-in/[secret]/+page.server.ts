import { fail, redirect } from '@sveltejs/kit';
import { useSignInLink } from '#server/access/staff-token.ts';
import { now } from '#server/clock.ts';
import { comeIn } from '../../way-in.ts';
import type { Actions } from './$types.ts';

export const actions: Actions = {
  // Opening the page uses nothing up: previews of a link in a chat open it too.
  default: async (event) => {
    const staffId = await useSignInLink(event.params.secret, now());
    if (staffId === undefined) return fail(410, { used: true });
    const next = await comeIn(event, staffId, { proof: 'link', now: now() });
    redirect(303, next === 'in' ? '/desk' : '/desk/sign-in/on');
  },
};
