import { json } from '@sveltejs/kit';
import { askPasskey, byPasskey } from '#server/access/entry/passkeys.ts';
import { now } from '#server/clock.ts';
import { deskAddress, wayIn } from '../../desk-address.ts';
import { answeringKeys } from '../../../passkey-answer.ts';
import { comeIn } from '../../way-in.ts';
import type { RequestHandler } from './$types.ts';

/** What a passkey is asked. */
export const GET: RequestHandler = async ({ url }) =>
  json(await askPasskey(url, now()), { headers: { 'cache-control': 'no-store' } });

/** What it answered; says where to go. */
export const POST: RequestHandler = (event) =>
  answeringKeys(event, async ({ response, back }) => {
    const staffId = await byPasskey('staff', { response: response as never, site: event.url }, now());
    const next = await comeIn(event, staffId, { proof: 'passkey', now: now() });
    const to = deskAddress(typeof back === 'string' ? back : null);
    return { to: next === 'in' ? to : wayIn(to) };
  });
