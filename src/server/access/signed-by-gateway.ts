import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../domain/refusal.ts';
import { currentConfig } from '../current-config.ts';

/** What a gateway signs, and its signature: the HMAC-SHA256, in hex, of timestamp, nonce and body, each on a line of its own. */
export interface Signed {
  timestamp: string;
  nonce: string;
  signature: string;
  body: string;
}

/** How old a signature may be, and the clocks of two machines apart. */
const freshMs = 300_000;
const mostNonces = 100_000;
/** What was taken in the last minutes, by nonce; until when it is remembered. */
const taken = new Map<string, number>();

/** Takes what the SMS gateway signed with the key that is shared with it, once and while it is fresh; refuses everything else. */
export function takeSigned({ timestamp, nonce, signature, body }: Signed, now: Date): void {
  const { sms } = currentConfig();
  if (sms.kind !== 'http' || !sms.replies) throw new Refusal('not-found');
  const at = Number(timestamp) * 1000;
  const isFresh = /^\d{9,11}$/.test(timestamp) && Math.abs(now.getTime() - at) <= freshMs;
  const expected = createHmac('sha256', sms.key).update(`${timestamp}\n${nonce}\n${body}`).digest();
  const given = Buffer.from(signature, 'hex');
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  forgetOld(now.getTime());
  if (!isFresh || !fits || nonce.length < 16 || taken.has(nonce)) throw new Refusal('wrong-signature');
  taken.set(nonce, at + 2 * freshMs);
}

// In the order in which they came; what is forgotten is too old to be taken again.
function forgetOld(at: number): void {
  for (const [nonce, until] of taken) {
    if (until > at && taken.size < mostNonces) break;
    taken.delete(nonce);
  }
}
