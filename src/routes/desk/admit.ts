import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import { backTo } from '#ui/safe-back.ts';

/** A member of staff who knocks. */
export type Staff = Extract<Actor, { kind: 'staff' }>;

type Knock = Pick<RequestEvent, 'locals' | 'url'>;

/** The member of staff who asks; anybody else is shown the way to sign in and back. */
export function admit({ locals, url }: Knock): Staff {
  if (locals.actor.kind === 'staff') return locals.actor;
  redirect(303, `/desk/sign-in?back=${encodeURIComponent(backTo(url))}`);
}

/** Did a session end while somebody wrote? Then the page must not send them away with their words unsaved. */
export function lostSession({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>): boolean {
  return request.method === 'POST' && locals.actor.kind !== 'staff';
}
