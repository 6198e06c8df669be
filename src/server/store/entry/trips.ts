import { named } from '../compose.ts';
import { decryptBriefly, encryptBriefly, hashesOf, newestHash } from '../envelope.ts';
import { alone } from '../tx.ts';

/** What a member of staff set out for: to enter, to bind the account to themselves, or to prove to be there. */
export type TripPurpose = 'enter' | 'bind' | 'confirm';

/** What a citizen set out to WeChat for: to enter, or to bind it; `wechat-known`: they are back, and confirm the phone next. */
export type WechatPurpose = 'wechat' | 'wechat-bind' | 'wechat-known';

type Purpose = TripPurpose | WechatPurpose;

/** One trip to a provider or to WeChat. */
export interface KeptTrip<P extends Purpose = TripPurpose> {
  purpose: P;
  staffId: number | null;
  citizenId: number | null;
  begunAt: Date;
  carried: Record<string, string>;
}

const tripMinutes = 10;
const stale = named('delete from provider_trips where expires_at <= $1');
const setOut =
  named(`insert into provider_trips (state_hash, browser_hash, purpose, staff_id, citizen_id, sealed, begun_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);
const comeBack =
  named(`delete from provider_trips where state_hash = any ($1) and browser_hash = any ($2) and expires_at > $3 and purpose = any ($4)
  returning purpose, staff_id as "staffId", citizen_id as "citizenId", begun_at as "begunAt", sealed`);

/** Remembers a trip of this browser for ten minutes; forgets what nobody came back from. */
export async function keepTrip(
  of: {
    state: string;
    browser: string;
    purpose: Purpose;
    staffId?: number | null;
    citizenId?: number | null;
  },
  carried: Record<string, string>,
  now: Date,
): Promise<void> {
  await alone.rows(stale, [now]);
  const sealed = encryptBriefly(`trip:${of.state}`, JSON.stringify(carried));
  const expiresAt = new Date(now.getTime() + tripMinutes * 60_000);
  const whose = [of.staffId ?? null, of.citizenId ?? null];
  await alone.rows(setOut, [
    ...[newestHash('oidc-state', of.state), newestHash('oidc-browser', of.browser)],
    ...[of.purpose, ...whose, sealed, now, expiresAt],
  ]);
}

/** The trip for one of these purposes that this browser comes back from, once; undefined where it never set out, or another did. */
export async function useTrip<P extends Purpose>(
  of: { state: string; browser: string },
  purposes: readonly P[],
  now: Date,
): Promise<KeptTrip<P> | undefined> {
  const [row] = await alone.rows<Omit<KeptTrip<P>, 'carried'> & { sealed: Buffer }>(comeBack, [
    ...[hashesOf('oidc-state', of.state), hashesOf('oidc-browser', of.browser), now, purposes],
  ]);
  if (!row) return undefined;
  const { sealed, ...trip } = row;
  return { ...trip, carried: JSON.parse(decryptBriefly(`trip:${of.state}`, sealed)) };
}
