import { randomBytes } from 'node:crypto';
import { Refusal } from '../../../domain/refusal.ts';
import { currentConfig } from '../../current-config.ts';
import { chooseWechat } from '../../outside/wechat/choose-wechat.ts';
import type { Wechat } from '../../outside/wechat/wechat.ts';
import type { WechatConfig } from '../../read-wechat.ts';
import {
  citizenByWechat,
  dropWechat,
  keepWechat,
  type OwnWechat,
  type WechatUser,
  wechatsOf,
} from '../../store/citizens/wechat.ts';
import { keepTrip, useTrip } from '../../store/entry/trips.ts';
import { verifiedBy } from '../verification.ts';

export { keepWechat } from '../../store/citizens/wechat.ts';

const open = new WeakMap<WechatConfig, Wechat>();

/** Can somebody enter by WeChat with this browser? On pages inside WeChat alone, where an official account is set up; the fake anywhere. */
export function takesWechat(userAgent: string | null): boolean {
  const { wechat } = currentConfig();
  return wechat?.page != null && (wechat.kind === 'fake' || userAgent?.includes('MicroMessenger') === true);
}

/** Sets out to WeChat: gives where to send the browser, which must come back with its secret. */
export async function setOutToWechat(
  of: { citizenId: number | null; back: string; browser: string },
  now: Date,
): Promise<string> {
  // WeChat takes letters and digits alone.
  const state = randomBytes(32).toString('hex');
  const address = theWechat('page').begin(state, `${currentConfig().publicUrl}/sign-in/wechat/back`);
  const purpose = of.citizenId === null ? 'wechat' : 'wechat-bind';
  await keepTrip({ ...of, state, purpose }, { back: of.back }, now);
  return address.href;
}

/** What somebody comes back with from WeChat: who they are there, and whose account it was to be bound to, if to any. */
export interface FromWechat {
  user: WechatUser;
  citizenId: number | null;
  back: string;
}

/** Comes back from WeChat with its answer; takes it only in the browser that set out, once. */
export async function comeBackFromWechat(
  { state, code, browser }: { state: string; code: string; browser: string | undefined },
  now: Date,
): Promise<FromWechat> {
  const trip =
    browser && state ? await useTrip({ state, browser }, ['wechat', 'wechat-bind'], now) : undefined;
  if (!trip) throw new Refusal('provider-stale');
  if (code === '') throw new Refusal('wechat-refused');
  const user = await theWechat('page').byPage(code).catch(refuse);
  return { user, citizenId: trip.citizenId, back: trip.carried['back'] ?? '' };
}

/** Whose account opens to whom WeChat vouches for; undefined where the phone has to be confirmed first. */
export function enterByWechat(
  user: WechatUser,
  now: Date,
): Promise<{ citizenId: number; kept: boolean } | undefined> {
  return citizenByWechat(user, now);
}

/** Remembers who this browser is at WeChat until the phone is confirmed, ten minutes at most. */
export async function rememberWechat(browser: string, user: WechatUser, now: Date): Promise<void> {
  await rememberedWechat(browser, now);
  await keepTrip({ ...knownIn(browser), purpose: 'wechat-known' }, { ...user }, now);
}

/** Who this browser is at WeChat, once. */
export async function rememberedWechat(
  browser: string | undefined,
  now: Date,
): Promise<WechatUser | undefined> {
  const trip = browser ? await useTrip(knownIn(browser), ['wechat-known'], now) : undefined;
  const { app, openid } = trip?.carried ?? {};
  return app && openid ? { app, openid } : undefined;
}

function knownIn(browser: string): { state: string; browser: string } {
  return { state: `known:${browser}`, browser };
}

/** Whose account a code of a mini program opens; with the token of a confirmed phone that account is bound first. */
export async function enterByMiniProgram(
  { code, verification }: { code: string; verification: string | undefined },
  now: Date,
): Promise<{ citizenId: number }> {
  // The proof is looked at first: a wrong one must not use up the code.
  const proven = verification === undefined ? undefined : await verifiedBy(verification, now);
  if (verification !== undefined && proven?.purpose !== 'sign-in') throw new Refusal('verification-needed');
  const user = await theWechat('mini').byMiniProgram(code).catch(refuse);
  if (proven) {
    await keepWechat(proven.citizenId, user, now);
    return { citizenId: proven.citizenId };
  }
  const entered = await citizenByWechat(user, now);
  if (!entered) throw new Refusal('wechat-unbound');
  return entered;
}

/** What a citizen has bound. */
export function ownWechats(citizenId: number): Promise<OwnWechat[]> {
  return wechatsOf(`citizen:${citizenId}`, citizenId);
}

/** From now on it opens nothing. */
export async function unbindWechat(citizenId: number, id: number): Promise<void> {
  if (!(await dropWechat(citizenId, id))) throw new Refusal('not-found');
}

function theWechat(app: 'page' | 'mini'): Wechat {
  const { wechat } = currentConfig();
  if (!wechat?.[app]) throw new Refusal('no-wechat');
  const known = open.get(wechat) ?? chooseWechat(wechat);
  open.set(wechat, known);
  return known;
}

// The site's build carries its own copy of the class, so the fault is known by its mark.
function refuse(error: unknown): never {
  if (!(error instanceof Error) || error.name !== 'WechatFault' || !('kind' in error)) throw error;
  const codes = { down: 'wechat-down', stale: 'wechat-stale', refused: 'wechat-refused' } as const;
  throw new Refusal(codes[error.kind as keyof typeof codes] ?? 'wechat-mismatch');
}
