import type { RequestEvent } from '@sveltejs/kit';
import { beginSession } from '#server/access/session.ts';
import { now } from '#server/clock.ts';
import { browserOf } from '#ui/browser-of.ts';
import { carrySession, endCarried } from '../../session-cookie.ts';
import type { Knock } from './draft-at-door.ts';

/** Signs a writer in whose phone was confirmed, so that they see their own message; staff stay who they are. */
export async function beginCitizenSession(
  knock: Knock & Pick<RequestEvent, 'request'>,
  citizenId: number,
): Promise<void> {
  const { actor } = knock.locals;
  if (actor.kind === 'staff' || (actor.kind === 'citizen' && actor.citizenId === citizenId)) return;
  await endCarried(knock, now());
  const browser = browserOf(knock.request.headers.get('user-agent') ?? '');
  carrySession(knock, await beginSession({ citizenId }, now(), browser));
}
