import { Refusal } from '../../../domain/refusal.ts';
import { currentConfig } from '../../current-config.ts';
import { openSessionsOf } from '../session.ts';
import { type OwnIdentity, identityOf } from '../../store/entry/identities.ts';
import { type Entry, entryOf, staffById } from '../../store/entry/keyring.ts';
import { type OwnPasskey, passkeysOf } from '../../store/entry/passkeys.ts';
import { endOtherSessions, endSessionOf, proofsOf, type OwnSession } from '../../store/entry/sessions.ts';

/** How somebody enters, as they see it themselves. */
export interface OwnEntry extends Pick<Entry, 'password' | 'totp' | 'codesLeft'> {
  login: string;
  passkeys: OwnPasskey[];
  sessions: OwnSession[];
  /** The account at the provider; null where none is bound, or there is no provider. */
  identity: OwnIdentity | null;
}

/** How this member of staff enters, and where they are signed in. */
export async function ownEntry(staffId: number, secret: string, now: Date): Promise<OwnEntry> {
  const { oidc } = currentConfig();
  const [staff, entry, sessions, passkeys, identity] = await Promise.all([
    staffById(staffId),
    entryOf(staffId),
    openSessionsOf({ staffId }, secret, now),
    passkeysOf({ staffId }),
    oidc ? identityOf(staffId, oidc.issuer) : undefined,
  ]);
  const { password, totp, codesLeft } = entry;
  const login = staff?.login ?? '';
  return { login, password, totp, codesLeft, sessions, passkeys, identity: identity ?? null };
}

/** Ends a session of one's own. */
export async function endOwnSession(staffId: number, id: number, now: Date): Promise<void> {
  if (!(await endSessionOf({ staffId }, id, now))) throw new Refusal('not-found');
}

/** Ends all sessions of one's own but this one. */
export function endOwnOthers(staffId: number, secret: string, now: Date): Promise<number> {
  return endOtherSessions({ staffId }, secret, now);
}

/** Did whoever carries this session come in by the provider? */
export async function enteredByProvider(secret: string | undefined): Promise<boolean> {
  const shown = secret ? await proofsOf(secret) : [];
  return shown.some((each) => each === 'provider' || each === 'provider-strong');
}
