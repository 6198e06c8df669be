import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readPublicCode } from '#domain/public-code.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { ownMessage, type OwnMessage } from '#server/views/mine/message.ts';
import { type OwnSteps, ownSteps } from '#server/views/mine/steps.ts';

type Knock = Pick<RequestEvent, 'locals' | 'url' | 'request'> & { params: { code: string } };

/** The author's own message behind the door of a form, and the steps that stand open. */
export interface AtDoor {
  own: OwnMessage;
  steps: OwnSteps;
}

/**
 * Lets the author in. A visitor is shown the way to sign in and back; anybody else finds nothing. Null: the session
 * ended while the author wrote; the form stays, with what was written.
 */
export async function ownAtDoor({ params, locals, url, request }: Knock): Promise<AtDoor | null> {
  const code = codeAtDoor(params.code);
  if (locals.actor.kind === 'visitor') {
    if (request.method === 'POST') return null;
    redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
  }
  const [own, steps] = await Promise.all([
    ownMessage(board(), code, locals.actor),
    ownSteps(board(), code, locals.actor, now()),
  ]);
  if (!own || !steps) throw new Refusal('not-found');
  return { own, steps };
}

/** The number in the address of a form. */
export function codeAtDoor(typed: string): string {
  const code = readPublicCode(typed);
  if (code === undefined) throw new Refusal('not-found');
  return code;
}
