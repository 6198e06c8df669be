import type { StaffRole } from '../../../domain/actor.ts';
import {
  type EntryStep,
  enteringMinutes,
  freshMinutes,
  type Keyring,
  nextEntryStep,
  type Proof,
} from '../../../domain/entering.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { newSecret } from '../../store/envelope.ts';
import { identityOf } from '../../store/entry/identities.ts';
import { type Entrant, entryOf, keepPassword, staffById, staffByLogin } from '../../store/entry/keyring.ts';
import { confirmedAt, endSession, enteringWith, insertSession } from '../../store/entry/sessions.ts';
import { forgiveTries, takeTry } from '../../store/entry/tries.ts';
import { currentConfig } from '../../current-config.ts';
import { sessionRules } from '../session.ts';
import { staffActor } from '../staff-actor.ts';
import { hashPassword, weighPassword } from './passwords.ts';

/** Somebody on the way in: who, what they have shown, and what the door asks for next. */
export interface Entering extends Entrant {
  shown: Proof[];
  next: EntryStep;
}

/** Who a member of staff is at the door, with the name that they sign in with. */
export function entrantOf(staffId: number): Promise<Entrant | undefined> {
  return staffById(staffId);
}

/** Counts one try; refuses where too many failed. */
export async function tryAt(what: string, now: Date): Promise<void> {
  const until = await takeTry(what, now);
  if (!until) return;
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  throw new Refusal('entry-locked', { with: { minutes, retryAfterSeconds: minutes * 60 } });
}

/** Whose name and password these are; refuses without telling which of the two was wrong. */
export async function byPassword(typed: { login: string; password: string }, now: Date): Promise<Entrant> {
  const login = typed.login.normalize('NFKC').trim().toLowerCase().slice(0, 60);
  await tryAt(`login:${login}`, now);
  const staff = await staffByLogin(login);
  const kept = staff ? (await entryOf(staff.staffId)).passwordHash : null;
  const weighed = await weighPassword(kept, typed.password);
  if (!staff || weighed === 'wrong')
    throw new Refusal('invalid', { faults: [{ field: 'password', code: 'wrong-entry' }] });
  await forgiveTries(`login:${login}`);
  if (weighed === 'older') await keepPassword(staff.staffId, await hashPassword(typed.password), now);
  return staff;
}

/** Begins the way in of somebody who has shown a first proof; who needs nothing more is in at once. */
export async function enter(
  staffId: number,
  proofs: readonly Proof[],
  { browser, now }: { browser: string | null; now: Date },
): Promise<{ secret: string; expiresAt: Date; next: EntryStep }> {
  const next = await nextOf(staffId, proofs, now);
  const secret = newSecret();
  const stage = next === 'in' ? 'in' : 'entering';
  const { most } = sessionRules.staff;
  const lastsMs = next === 'in' ? sessionRules.staff.lastsMs : enteringMinutes * 60_000;
  const expiresAt = new Date(now.getTime() + lastsMs);
  await insertSession(secret, { owner: { staffId }, stage, proofs, browser, expiresAt, most }, now);
  return { secret, expiresAt, next };
}

/** Who is on the way in with this session; undefined for nobody. */
export async function entering(secret: string | undefined, now: Date): Promise<Entering | undefined> {
  const found = secret ? await enteringWith(secret, now) : undefined;
  const staff = found && (await staffById(found.staffId));
  if (!found || !staff) return undefined;
  return { ...staff, shown: found.shown, next: await nextOf(staff.staffId, found.shown, now) };
}

/** Goes on with one proof more: under a new secret, so that what was carried before opens nothing. */
export async function goOn(
  { secret, entrant, proof }: { secret: string; entrant: Entering; proof: Proof | null },
  by: { browser: string | null; now: Date },
): Promise<{ secret: string; expiresAt: Date; next: EntryStep }> {
  const proofs = proof ? [...entrant.shown, proof] : entrant.shown;
  await endSession(secret, by.now);
  return enter(entrant.staffId, proofs, by);
}

/** Did the owner of this session prove to be there in the last quarter of an hour? */
export async function isFresh(secret: string | undefined, now: Date): Promise<boolean> {
  const at = secret ? await confirmedAt(secret) : null;
  return at !== null && now.getTime() - at.getTime() < freshMinutes * 60_000;
}

async function nextOf(staffId: number, shown: readonly Proof[], now: Date): Promise<EntryStep> {
  // On a laptop a link is enough.
  if (currentConfig().staffEntry === 'link' && shown.includes('link')) return 'in';
  const of = await keyringOf(staffId, now);
  return of ? nextEntryStep(shown, of) : 'sign-in';
}

/** What a member of staff has to enter with, and for which duties; undefined for somebody who is none. */
export async function keyringOf(
  staffId: number,
  now: Date,
): Promise<{ keyring: Keyring; roles: StaffRole[] } | undefined> {
  const { oidc } = currentConfig();
  const [actor, entry, identity] = await Promise.all([
    staffActor(staffId, now),
    entryOf(staffId),
    oidc ? identityOf(staffId, oidc.issuer) : undefined,
  ]);
  if (!actor) return undefined;
  const { password, totp, passkeys } = entry;
  const keyring = { password, totp, passkeys, provider: identity !== undefined };
  return { keyring, roles: actor.duties.map(({ role }) => role) };
}
