import { redirect, type RequestEvent } from '@sveltejs/kit';
import { backTo } from '#ui/safe-back.ts';

/** The citizen who asks; anybody else is shown the way to sign in and back. */
export function admitCitizen({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): number {
  if (locals.actor.kind === 'citizen') return locals.actor.citizenId;
  redirect(303, `/sign-in?back=${encodeURIComponent(backTo(url))}`);
}
