import { proveByPasskey } from '#server/access/citizens/own-passkeys.ts';
import { askPasskey } from '#server/access/entry/passkeys.ts';
import { now } from '#server/clock.ts';
import { safeBack } from '#ui/safe-back.ts';
import { answeringKeys } from '../../../../passkey-answer.ts';
import { renewCarried } from '../../../../session-cookie.ts';
import { admitCitizen } from '../../admit-citizen.ts';
import type { RequestHandler } from './$types.ts';

/** What a passkey is asked, to prove that whoever is signed in is there. */
export const GET: RequestHandler = (event) =>
  answeringKeys(event, () => {
    admitCitizen(event);
    return askPasskey(event.url, now());
  });

/** What it answered; the session goes on under a new secret. */
export const POST: RequestHandler = (event) =>
  answeringKeys(event, async ({ response, back }) => {
    const citizenId = admitCitizen(event);
    await proveByPasskey(citizenId, { response: response as never, site: event.url }, now());
    await renewCarried(event, now());
    return { to: typeof back === 'string' ? safeBack(back) : '/account' };
  });
