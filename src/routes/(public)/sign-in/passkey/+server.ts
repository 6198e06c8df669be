import { json } from '@sveltejs/kit';
import { enterByPasskey } from '#server/access/citizens/own-passkeys.ts';
import { askPasskey } from '#server/access/entry/passkeys.ts';
import { now } from '#server/clock.ts';
import { safeBack } from '#ui/safe-back.ts';
import { answeringKeys } from '../../../passkey-answer.ts';
import { signIn } from '../citizen-session.ts';
import type { RequestHandler } from './$types.ts';

/** What a passkey is asked. */
export const GET: RequestHandler = async ({ url }) =>
  json(await askPasskey(url, now()), { headers: { 'cache-control': 'no-store' } });

/** What it answered; says where to go. */
export const POST: RequestHandler = (event) =>
  answeringKeys(event, async ({ response, back }) => {
    const given = { response: response as never, site: event.url };
    const { citizenId, kept } = await enterByPasskey(given, now());
    await signIn(event, { citizenId, proof: 'passkey' }, now());
    if (kept) return { to: '/account?done=kept' };
    return { to: typeof back === 'string' ? safeBack(back) : '/mine' };
  });
