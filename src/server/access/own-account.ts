import { maskPhone, readPhone } from '../../domain/phone.ts';
import { Refusal } from '../../domain/refusal.ts';
import { accountOf, phoneConfirmed } from '../store/citizens/accounts.ts';
import { codeFault, codeHash } from '../store/citizens/codes.ts';
import { named } from '../store/compose.ts';
import { waitingChangesOf } from '../store/citizens/phone-changes.ts';
import { endOtherSessions, endSessionOf, type OwnSession } from '../store/entry/sessions.ts';
import { phoneOf } from '../store/people.ts';
import { inTransaction } from '../store/tx.ts';
import { openSessionsOf } from './session.ts';
import { type AccountPurpose, startVerification } from './verification.ts';

const useOwnCode = named('select private.use_own_code($1, $2, $3, $4, $5) as outcome');

/** An account as its owner sees it. */
export interface OwnAccount {
  /** 138****8000 */
  phone: string | null;
  createdAt: Date;
  sessions: OwnSession[];
  /** Changes of phone that wait: `mine` was asked for from here, the others would take the phone from this account. */
  changes: { id: string; mine: boolean; effectiveAt: Date }[];
}

/** The account of a signed-in citizen; `secret` is the session that asks, empty for a program. */
export async function readOwnAccount(citizenId: number, secret: string, now: Date): Promise<OwnAccount> {
  const [account, phone, sessions, changes] = await Promise.all([
    accountOf(citizenId),
    phoneOf(`citizen:${citizenId}`, citizenId),
    openSessionsOf({ citizenId }, secret, now),
    ownChanges(citizenId),
  ]);
  if (!account) throw new Refusal('not-found');
  return {
    phone: phone === undefined ? null : maskPhone(phone),
    createdAt: account.createdAt,
    sessions,
    changes,
  };
}

/** Changes of phone that wait for this account or were asked for from it. */
export async function ownChanges(citizenId: number): Promise<OwnAccount['changes']> {
  const changes = await waitingChangesOf(citizenId);
  return changes.map(({ id, askerId, effectiveAt }) => ({ id, mine: askerId === citizenId, effectiveAt }));
}

/** Ends a session of one's own. */
export async function endOwnCitizenSession(citizenId: number, id: number, now: Date): Promise<void> {
  if (!(await endSessionOf({ citizenId }, id, now))) throw new Refusal('not-found');
}

/** Ends all sessions of one's own but this one. */
export function endOtherCitizenSessions(citizenId: number, secret: string, now: Date): Promise<number> {
  return endOtherSessions({ citizenId }, secret, now);
}

/** Sends a code to the phone of the account itself, whose owner nobody asks for its number. */
export async function codeToOwnPhone(
  citizenId: number,
  purpose: AccountPurpose,
  now: Date,
): Promise<{ id: string; code: string; masked: string }> {
  const phone = await phoneOf(`citizen:${citizenId}`, citizenId);
  if (phone === undefined) throw new Refusal('wrong-state', { detail: 'the account has no phone' });
  return { ...(await startVerification(phone, purpose, now)), masked: maskPhone(phone) };
}

/** Proves by such a code that the owner of the account has their phone at hand now; one for another purpose proves nothing. */
export async function proveOwnPhone(
  citizenId: number,
  { id, code }: { id: string; code: string },
  now: Date,
): Promise<void> {
  const values = [citizenId, id, codeHash(id, code), 'confirm', now];
  const outcome = await inTransaction<{ outcome: string }, string | undefined>(
    { statement: useOwnCode, values },
    async (tx, [used]) => {
      if (used?.outcome === 'right') phoneConfirmed(tx, citizenId, now);
      return used?.outcome;
    },
  );
  if (outcome !== 'right') throw new Refusal('invalid', { faults: [codeFault('code', outcome)] });
}

/** Sends a code to the phone that is left, where the account has one still, and to the one that is taken. */
export async function codesToBothPhones(
  citizenId: number,
  typed: string,
  now: Date,
): Promise<{ old: { id: string; code: string } | null; new: { id: string; code: string } }> {
  const own = await phoneOf(`citizen:${citizenId}`, citizenId);
  if (readPhone(typed) !== undefined && readPhone(typed) === own)
    throw new Refusal('invalid', { faults: [{ field: 'phone', code: 'same-phone' }] });
  const fresh = await startVerification(typed, 'phone-new', now);
  return { new: fresh, old: own === undefined ? null : await codeToOwnPhone(citizenId, 'phone-old', now) };
}
