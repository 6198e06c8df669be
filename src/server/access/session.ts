import { dormantBefore } from '../../domain/account.ts';
import type { Proof } from '../../domain/entering.ts';
import { Refusal } from '../../domain/refusal.ts';
import { newSecret } from '../store/envelope.ts';
import {
  type IdleSince,
  insertSession,
  type Owner,
  type OwnSession,
  renewSession as renew,
  sessionEnding,
  sessionsOf,
  sessionWith,
  touchSession,
} from '../store/entry/sessions.ts';

export { endSession, endSessionsIn } from '../store/entry/sessions.ts';

const hour = 3_600_000;

/** How long a session lasts, how long it may lie unused, and how many of one person may be open at once; the reasons: docs/decisions/sessions.md. */
export const sessionRules = {
  staff: { lastsMs: 12 * hour, idleMs: 2 * hour, most: 5 },
  citizen: { lastsMs: 30 * 24 * hour, idleMs: 7 * 24 * hour, most: 10 },
} as const;

/** That a session was used is written this often at most. */
const seenEveryMs = 5 * 60_000;

/** What holds for sessions of this owner. */
export function rulesFor(owner: Owner): (typeof sessionRules)[keyof typeof sessionRules] {
  return 'staffId' in owner ? sessionRules.staff : sessionRules.citizen;
}

/** Begins a session of somebody who is known; returns the secret for the cookie and when it ends. */
export async function beginSession(
  owner: Owner,
  now: Date,
  browser: string | null = null,
  proofs: readonly Proof[] = [],
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const { lastsMs, most } = rulesFor(owner);
  const expiresAt = new Date(now.getTime() + lastsMs);
  await insertSession(secret, { owner, stage: 'in', proofs, browser, expiresAt, most }, now);
  return { secret, expiresAt };
}

/** Whose session this is, and whether the phone of its citizen still counts; undefined when ended, idle or unknown. */
export async function ownerOfSession(
  secret: string,
  now: Date,
): Promise<{ owner: Owner; phoneLost: boolean } | undefined> {
  const found = await sessionWith(secret, idleSince(now), now);
  if (!found) return undefined;
  if (now.getTime() - found.seenAt.getTime() >= seenEveryMs) await touchSession(secret, now);
  const phoneLost = found.phoneSeenAt !== null && found.phoneSeenAt < dormantBefore(now);
  return { owner: found.owner, phoneLost };
}

/** The owner has just proved to be there: the session goes on under a new secret, so that what was carried before opens nothing. */
export async function renewSession(
  secret: string | undefined,
  now: Date,
): Promise<{ secret: string; expiresAt: Date }> {
  const fresh = newSecret();
  const renewed = secret ? await renew(secret, fresh, now) : undefined;
  if (!renewed) throw new Refusal('sign-in-needed');
  return { secret: fresh, ...renewed };
}

/** Where somebody is signed in, the newest first; `secret` is the session that asks, empty for a program. */
export function openSessionsOf(owner: Owner, secret: string, now: Date): Promise<OwnSession[]> {
  return sessionsOf(owner, secret, { now, idleSince: new Date(now.getTime() - rulesFor(owner).idleMs) });
}

/** Why a session ended that its owner did not end. */
export type SessionEnd = 'too-many' | 'operator' | 'idle' | 'run-out';

/** Why the session of this secret opens nothing any more; null where it does, was ended by its owner, or never was. */
export async function endOfSession(secret: string, now: Date): Promise<SessionEnd | null> {
  const found = await sessionEnding(secret);
  if (!found) return null;
  if (found.ended_at) return found.ended_for;
  if (found.expires_at <= now) return 'run-out';
  const idle = idleSince(now);
  return found.seen_at <= (found.staff_id === null ? idle.citizen : idle.staff) ? 'idle' : null;
}

function idleSince(now: Date): IdleSince {
  const { staff, citizen } = sessionRules;
  return {
    staff: new Date(now.getTime() - staff.idleMs),
    citizen: new Date(now.getTime() - citizen.idleMs),
  };
}
