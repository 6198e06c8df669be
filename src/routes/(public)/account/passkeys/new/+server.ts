import { addOwnPasskey, askOwnPasskey } from '#server/access/citizens/own-passkeys.ts';
import { now } from '#server/clock.ts';
import { browserOf } from '#ui/browser-of.ts';
import { answeringKeys } from '../../../../passkey-answer.ts';
import { admitCitizen } from '../../admit-citizen.ts';
import { refuseUnlessFreshCitizen } from '../../fresh-citizen.ts';
import type { RequestHandler } from './$types.ts';

/** What a new passkey is asked for; only of somebody who has just proved to be there. */
export const GET: RequestHandler = (event) =>
  answeringKeys(event, async () => {
    const citizenId = admitCitizen(event);
    await refuseUnlessFreshCitizen(event);
    return askOwnPasskey(citizenId, event.url, now());
  });

/** Keeps the key that was made. */
export const POST: RequestHandler = (event) =>
  answeringKeys(event, async ({ response, name }) => {
    const citizenId = admitCitizen(event);
    await refuseUnlessFreshCitizen(event);
    const browser = browserOf(event.request.headers.get('user-agent') ?? '');
    const called = { citizenId, name: typeof name === 'string' ? name : '', browser };
    await addOwnPasskey(called, { response: response as never, site: event.url }, now());
    return { to: '/account/passkeys?done=added' };
  });
