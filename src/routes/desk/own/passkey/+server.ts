import { entrantOf } from '#server/access/entry/door.ts';
import { addPasskey, askNewPasskey } from '#server/access/entry/passkeys.ts';
import { now } from '#server/clock.ts';
import { admit } from '../../admit.ts';
import { answeringKeys } from '../../../passkey-answer.ts';
import { browserIn, refuseUnlessFresh } from '../../way-in.ts';
import type { RequestHandler } from './$types.ts';

/** What a new passkey is asked for; only of somebody who has just proved to be there. */
export const GET: RequestHandler = (event) =>
  answeringKeys(event, async () => {
    const { staffId, name } = admit(event);
    await refuseUnlessFresh(event, now());
    const { login } = (await entrantOf(staffId)) ?? {};
    return askNewPasskey({ owner: { staffId }, as: { account: login ?? name, name } }, event.url, now());
  });

/** Keeps the key that was made. */
export const POST: RequestHandler = (event) =>
  answeringKeys(event, async ({ response }) => {
    const { staffId } = admit(event);
    await addPasskey(
      { owner: { staffId }, label: browserIn(event) },
      { response: response as never, site: event.url },
      now(),
    );
    return { to: '/desk/own?done=passkey' };
  });
