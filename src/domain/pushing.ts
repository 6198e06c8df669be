import type { Urgency } from './message.ts';
import { afterQuietHours, isHappening, tellingOf } from './telling.ts';

/** When a notice goes to its citizen's devices, and how much it may wake them. */
export interface Pushing {
  at: Date;
  urgency: 'low' | 'normal' | 'high';
}

/** What a notice is about, as far as its push depends on it. */
export interface PushedNotice {
  /** The happening, the news or the warning, by its name. */
  what: string;
  urgency: Urgency;
  fastTrack: boolean;
  /** Whether it came because its reader follows something. */
  followed: boolean;
}

/** Warnings about one's own account: whoever should not be there is there at night too. */
const atOnce = ['passkey-added', 'wechat-bound'];

/** The rule of text messages, for every notice: what a person just wrote and an emergency go at once, everything else waits for the morning. */
export function pushingOf(notice: PushedNotice, now: Date): Pushing {
  const { what, followed } = notice;
  if (followed) return { at: afterQuietHours(now), urgency: 'low' };
  if (atOnce.includes(what)) return { at: now, urgency: 'high' };
  const pressing = isHappening(what) && (notice.urgency === 'emergency' || notice.fastTrack);
  const byHand = isHappening(what) && tellingOf(what).sms === 'by hand';
  return { at: pressing || byHand ? now : afterQuietHours(now), urgency: pressing ? 'high' : 'normal' };
}

/** What a browser says of how it is reached (RFC 8030, 8291). */
export interface PushSubscriptionFacts {
  endpoint: string;
  p256dh: string;
  auth: string;
}

const mostLetters = 1024;

/** Is this a subscription as browsers give one: an address, a point of P-256, sixteen bytes? */
export function isSubscription({ endpoint, p256dh, auth }: PushSubscriptionFacts): boolean {
  return (
    endpoint.length <= mostLetters &&
    URL.canParse(endpoint) &&
    /^B[\w-]{86}=?$/.test(p256dh) &&
    /^[\w-]{22}(==)?$/.test(auth)
  );
}

/**
 * Does this address belong to a push service that the operator knows? The rest of the net is none of ours to knock at, whoever asks.
 * `*.push.example` stands for every name below it.
 */
export function isPushAddress(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password, port, host } = new URL(endpoint);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  return hosts.some((known) => {
    if (known.startsWith('*.')) return port === '' && hostname.endsWith(known.slice(1));
    // With a port only where the operator named it.
    return known === host;
  });
}
