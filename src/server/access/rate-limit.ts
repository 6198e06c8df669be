import { createHmac, randomBytes } from 'node:crypto';
import { Refusal } from '../../domain/refusal.ts';
import { currentConfig } from '../current-config.ts';

const windowMs = 60_000;

/** How often one address may ask in a minute, by what it asks for; generous, since whole towns share an address. */
export const paces = { reading: 6_000, writing: 300, verification: 30, secret: 20 } as const;
export type Pace = keyof typeof paces;

interface Tally {
  /** When the running window began. */
  begunAt: number;
  count: number;
  /** What the window before it counted. */
  before: number;
}

const mostTallies = 100_000;
const tallies = new Map<string, Tally>();
const secret = randomBytes(32);

/** Counts one request of an address; refuses it with the seconds to wait when the address came too often. */
export function keepPace(pace: Pace, address: string, now: Date): void {
  if (currentConfig().rateLimit === 'off') return;
  const tally = tallyOf(`${pace} ${hashOf(address)}`, now.getTime());
  const share = (now.getTime() - tally.begunAt) / windowMs;
  const weighed = tally.before * (1 - share) + tally.count;
  if (weighed >= paces[pace]) {
    const left = Math.ceil(((1 - share) * windowMs) / 1000);
    throw new Refusal('too-many', { with: { retryAfterSeconds: Math.max(1, left) } });
  }
  tally.count += 1;
}

/** Forgets every count. */
export function forgetPaces(): void {
  tallies.clear();
}

/** The running tally of a key: two windows that slide into each other. */
function tallyOf(key: string, at: number): Tally {
  const known = tallies.get(key);
  const passed = known ? Math.floor((at - known.begunAt) / windowMs) : 2;
  if (known && passed === 0) return known;
  if (tallies.size >= mostTallies) forgetOld(at);
  const begunAt = known && passed === 1 ? known.begunAt + windowMs : at;
  const fresh = { begunAt, count: 0, before: known && passed === 1 ? known.count : 0 };
  tallies.delete(key);
  tallies.set(key, fresh);
  return fresh;
}

// The map keeps the order of insertion, so the oldest windows come first.
function forgetOld(at: number): void {
  let surplus = tallies.size - mostTallies / 2;
  for (const [key, { begunAt }] of tallies) {
    if (at - begunAt < 2 * windowMs && surplus <= 0) break;
    tallies.delete(key);
    surplus -= 1;
  }
}

/** Addresses are counted and never kept: only their keyed hash, whose key dies with the process. */
function hashOf(address: string): string {
  return createHmac('sha256', secret).update(networkOf(address)).digest('base64url');
}

/** Whoever has an IPv6 address has 2^64 of them: they count as one. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const [front, back] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (front?.length ?? 0) - (back?.length ?? 0) }, () => '0');
  return [...(front ?? []), ...zeros, ...(back ?? [])].slice(0, 4).join(':');
}
