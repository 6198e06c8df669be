import { Refusal } from '#domain/refusal.ts';
import { askPasskey, byPasskey } from '#server/access/entry/passkeys.ts';
import { now } from '#server/clock.ts';
import { answeringKeys } from '../../../../passkey-answer.ts';
import { renewCarried } from '../../../../session-cookie.ts';
import { admit } from '../../../admit.ts';
import { deskAddress } from '../../../desk-address.ts';
import type { RequestHandler } from './$types.ts';

/** What a passkey is asked, to prove that whoever is signed in is there. */
export const GET: RequestHandler = (event) =>
  answeringKeys(event, () => {
    admit(event);
    return askPasskey(event.url, now());
  });

/** What it answered, if it is their own; the session goes on under a new secret. */
export const POST: RequestHandler = (event) =>
  answeringKeys(event, async ({ response, back }) => {
    const { staffId } = admit(event);
    const owner = await byPasskey('staff', { response: response as never, site: event.url }, now());
    if (owner !== staffId) throw new Refusal('wrong-passkey');
    await renewCarried(event, now());
    return { to: deskAddress(typeof back === 'string' ? back : null) };
  });
