import { redirect, type RequestEvent } from '@sveltejs/kit';
import { backTo } from '#ui/safe-back.ts';

/** The citizen who is signed in; anybody else is led through signing in and comes back to this page. */
export function citizenAtDoor({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): number {
  if (locals.actor.kind === 'citizen') return locals.actor.citizenId;
  redirect(303, `/sign-in?back=${encodeURIComponent(backTo(url))}`);
}
