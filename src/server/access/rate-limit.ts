import { createHmac, randomBytes } from 'node:crypto';
import { type Actor } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { budgets, requestCosts, type RequestKind } from '../../domain/request-costs.ts';
import { currentConfig } from '../current-config.ts';

const windowMs = 60_000;

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

/** Counts one request of an address: by its kind, and by what it costs; refuses it with the seconds to wait when the address asked for too much. */
export function keepPace(kind: RequestKind, address: string, now: Date): void {
  if (currentConfig().rateLimit === 'off') return;
  const network = hashOf(address);
  const { cost, most } = requestCosts[kind];
  spend(
    [
      { key: `${kind} ${network}`, of: 1, most },
      { key: `points ${network}`, of: cost, most: budgets.network },
      { key: `${kind} of all`, of: 1, most: Infinity },
    ],
    now,
  );
}

/** How much of a kind was asked in the last minute: as a share of what a network may, and in number by everybody here. */
export function loadOf(kind: RequestKind, address: string, now: Date): { network: number; house: number } {
  if (currentConfig().rateLimit === 'off') return { network: 0, house: 0 };
  const network = spent(tallyOf(`${kind} ${hashOf(address)}`, now.getTime()), now);
  return {
    network: network / requestCosts[kind].most,
    house: spent(tallyOf(`${kind} of all`, now.getTime()), now),
  };
}

/** Counts what one person spends, from wherever they ask; nobody in particular spends nothing. */
export function keepOwnPace(kind: RequestKind, actor: Actor, now: Date): void {
  if (currentConfig().rateLimit === 'off') return;
  const who =
    actor.kind === 'citizen'
      ? `c${actor.citizenId}`
      : actor.kind === 'staff'
        ? `s${actor.staffId}`
        : undefined;
  if (who) spend([{ key: `points ${who}`, of: requestCosts[kind].cost, most: budgets.person }], now);
}

interface Purse {
  key: string;
  of: number;
  most: number;
}

// What is refused costs nothing: whoever waits as told gets on.
function spend(purses: readonly Purse[], now: Date): void {
  const opened = purses.map((purse) => ({ ...purse, tally: tallyOf(purse.key, now.getTime()) }));
  for (const { tally, of, most } of opened) {
    if (spent(tally, now) + of <= most) continue;
    const share = (now.getTime() - tally.begunAt) / windowMs;
    const left = Math.ceil(((1 - share) * windowMs) / 1000);
    throw new Refusal('too-many', { with: { retryAfterSeconds: Math.max(1, left) } });
  }
  for (const { tally, of } of opened) tally.count += of;
}

function spent({ begunAt, before, count }: Tally, now: Date): number {
  return before * (1 - (now.getTime() - begunAt) / windowMs) + count;
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
