import { redirect } from '@sveltejs/kit';
import { enteredByProvider } from '#server/access/entry/own-entry.ts';
import { now } from '#server/clock.ts';
import { sessionIn, signOut } from '../../session-cookie.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = () => redirect(303, '/desk');

export const actions: Actions = {
  default: async (event) => {
    const byProvider = await enteredByProvider(sessionIn(event));
    await signOut(event, now());
    redirect(303, byProvider ? '/desk/sign-in?out=provider' : '/desk/sign-in?out');
  },
};
