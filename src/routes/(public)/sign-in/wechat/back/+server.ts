import { isRefusal, Refusal } from '#domain/refusal.ts';
import {
  comeBackFromWechat,
  enterByWechat,
  keepWechat,
  rememberWechat,
} from '#server/access/citizens/own-wechat.ts';
import { now } from '#server/clock.ts';
import { safeBack } from '#ui/safe-back.ts';
import { knownBrowser, tripIn } from '../../../../trip-cookie.ts';
import { refuseUnlessFreshCitizen } from '../../../account/fresh-citizen.ts';
import { signIn } from '../../citizen-session.ts';
import type { RequestHandler } from './$types.ts';

/** Where WeChat sends the browser back to with its answer: what is done is done for the browser that set out alone. */
export const GET: RequestHandler = async (event) => {
  try {
    return goingTo(await arrive(event));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const page = event.locals.actor.kind === 'citizen' ? '/account/wechat' : '/sign-in';
    return goingTo(`${page}?no=${error.code}`);
  }
};

async function arrive(event: Parameters<RequestHandler>[0]): Promise<string> {
  const { searchParams } = event.url;
  const [state, code] = [searchParams.get('state') ?? '', searchParams.get('code') ?? ''];
  const { user, citizenId, back } = await comeBackFromWechat({ state, code, browser: tripIn(event) }, now());
  if (citizenId !== null) {
    const { actor } = event.locals;
    if (actor.kind !== 'citizen' || actor.citizenId !== citizenId) throw new Refusal('provider-stale');
    await refuseUnlessFreshCitizen(event);
    await keepWechat(citizenId, user, now());
    return '/account/wechat?done=bound';
  }
  const entered = await enterByWechat(user, now());
  if (!entered) {
    await rememberWechat(knownBrowser(event), user, now());
    return `/sign-in?wechat&back=${encodeURIComponent(safeBack(back))}`;
  }
  await signIn(event, { citizenId: entered.citizenId, proof: 'wechat' }, now());
  return entered.kept ? '/account?done=kept' : safeBack(back);
}

function goingTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
