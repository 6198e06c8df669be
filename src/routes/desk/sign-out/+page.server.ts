import { redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { signOut } from '../../session-cookie.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = () => redirect(303, '/desk');

export const actions: Actions = {
  default: async (event) => {
    await signOut(event, now());
    redirect(303, '/desk/sign-in?out');
  },
};
