import type { Proof } from '../../../domain/entering.ts';
import { named } from '../compose.ts';
import { secretHash } from '../envelope.ts';
import { alone, type Tx } from '../tx.ts';

/** Whom a session belongs to. */
export type Owner = { citizenId: number } | { staffId: number };

/** A session as its owner sees it in a list. */
export interface OwnSession {
  id: number;
  madeAt: Date;
  expiresAt: Date;
  browser: string | null;
  proofs: Proof[];
  /** The one that asks. */
  here: boolean;
}

const begin =
  named(`insert into sessions (token_hash, citizen_id, staff_id, made_at, expires_at, stage, proofs, confirmed_at, browser)
  values ($1, $2, $3, $4, $5, $6, $7, case when $6 = 'in' then $4::timestamptz end, $8)`);
const find = named(
  `select citizen_id, staff_id from sessions where token_hash = $1 and expires_at > $2 and ended_at is null and stage = 'in'`,
);
const entering = named(
  `select staff_id, proofs from sessions where token_hash = $1 and expires_at > $2 and ended_at is null and stage = 'entering'`,
);
const end = named('update sessions set ended_at = $2 where token_hash = $1');
const confirmed = named('select confirmed_at from sessions where token_hash = $1');
const proofs = named('select proofs from sessions where token_hash = $1');
const confirm = named('update sessions set confirmed_at = $2 where token_hash = $1');
const of = (column: 'staff_id' | 'citizen_id') => ({
  list: named(`select id, made_at as "madeAt", expires_at as "expiresAt", browser, proofs, token_hash = $2 as here from sessions
    where ${column} = $1 and expires_at > $3 and ended_at is null and stage = 'in' order by made_at desc, id desc limit 50`),
  endOne: named(
    `update sessions set ended_at = $3 where ${column} = $1 and id = $2 and ended_at is null returning id`,
  ),
  endOthers: named(
    `update sessions set ended_at = $3 where ${column} = $1 and token_hash <> $2 and ended_at is null returning id`,
  ),
});
const [ofStaff, ofCitizen] = [of('staff_id'), of('citizen_id')];
const endAll = named('update sessions set ended_at = $2 where citizen_id = $1 and ended_at is null');

const hashOf = (secret: string) => secretHash('session', secret);

/** Keeps a session under its secret's keyed hash. */
export async function insertSession(
  secret: string,
  s: {
    owner: Owner;
    stage: 'entering' | 'in';
    proofs: readonly Proof[];
    browser: string | null;
    expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  const staff = 'staffId' in s.owner ? s.owner.staffId : null;
  const citizen = 'citizenId' in s.owner ? s.owner.citizenId : null;
  await alone.rows(begin, [
    ...[hashOf(secret), citizen, staff, now, s.expiresAt, s.stage, s.proofs, s.browser],
  ]);
}

/** Whose session this is; undefined when ended, unknown, or still on the way in. */
export async function ownerOfSession(secret: string, now: Date): Promise<Owner | undefined> {
  const [row] = await alone.rows<{ citizen_id: number | null; staff_id: number | null }>(find, [
    hashOf(secret),
    now,
  ]);
  if (!row) return undefined;
  return row.staff_id !== null ? { staffId: row.staff_id } : { citizenId: row.citizen_id as number };
}

/** Who is on the way in with this session, and what they have shown. */
export async function enteringWith(
  secret: string,
  now: Date,
): Promise<{ staffId: number; shown: Proof[] } | undefined> {
  const [row] = await alone.rows<{ staff_id: number; proofs: Proof[] }>(entering, [hashOf(secret), now]);
  return row && { staffId: row.staff_id, shown: row.proofs };
}

/** Ends a session this minute. */
export async function endSession(secret: string, now: Date): Promise<void> {
  await alone.rows(end, [hashOf(secret), now]);
}

/** What the owner of a session showed on the way in. */
export async function proofsOf(secret: string): Promise<Proof[]> {
  return (await alone.rows<{ proofs: Proof[] }>(proofs, [hashOf(secret)]))[0]?.proofs ?? [];
}

/** When the owner of a session last proved to be there. */
export async function confirmedAt(secret: string): Promise<Date | null> {
  return (
    (await alone.rows<{ confirmed_at: Date | null }>(confirmed, [hashOf(secret)]))[0]?.confirmed_at ?? null
  );
}

/** Writes down that they just did. */
export async function confirmSession(secret: string, now: Date): Promise<void> {
  await alone.rows(confirm, [hashOf(secret), now]);
}

function by(owner: Owner) {
  return 'staffId' in owner ? { id: owner.staffId, ask: ofStaff } : { id: owner.citizenId, ask: ofCitizen };
}

/** Where somebody is signed in, the newest first; `secret` is the session that asks, empty for a program. */
export function sessionsOf(owner: Owner, secret: string, now: Date): Promise<OwnSession[]> {
  const { id, ask } = by(owner);
  return alone.rows<OwnSession>(ask.list, [id, hashOf(secret), now]);
}

/** Ends one of their sessions; false where there is none. */
export async function endSessionOf(owner: Owner, session: number, now: Date): Promise<boolean> {
  const { id, ask } = by(owner);
  return (await alone.rows(ask.endOne, [id, session, now])).length > 0;
}

/** Ends all of their sessions but the one that asks; gives how many. */
export async function endOtherSessions(owner: Owner, secret: string, now: Date): Promise<number> {
  const { id, ask } = by(owner);
  return (await alone.rows(ask.endOthers, [id, hashOf(secret), now])).length;
}

/** Ends every session of a citizen, in the transaction that ends the account. */
export function endSessionsOfCitizen(tx: Tx, citizenId: number, now: Date): void {
  tx.write(endAll, [citizenId, now]);
}
