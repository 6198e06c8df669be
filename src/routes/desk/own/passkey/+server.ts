import { ownEntry } from '#server/access/entry/own-entry.ts';
import { addPasskey, askNewPasskey } from '#server/access/entry/passkeys.ts';
import { now } from '#server/clock.ts';
import { browserOf } from '#ui/browser-of.ts';
import { admit } from '../../admit.ts';
import { answeringKeys } from '../../passkey-answer.ts';
import { refuseUnlessFresh } from '../../session-cookie.ts';
import type { RequestHandler } from './$types.ts';

/** What a new passkey is asked for; only of somebody who has just proved to be there. */
export const GET: RequestHandler = (event) =>
  answeringKeys(event, async () => {
    const { staffId, name } = admit(event);
    await refuseUnlessFresh(event, now());
    const { login } = await ownEntry(staffId, '', now());
    return askNewPasskey({ staffId, name, login }, event.url, now());
  });

/** Keeps the key that was made. */
export const POST: RequestHandler = (event) =>
  answeringKeys(event, async ({ response }) => {
    const { staffId } = admit(event);
    const label = browserOf(event.request.headers.get('user-agent') ?? '');
    await addPasskey({ staffId, label }, { response: response as never, site: event.url }, now());
    return { to: '/desk/own?done=passkey' };
  });
