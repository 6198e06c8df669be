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

// Of those that are open the newest stay; the one that begins is not among them yet.
const begin =
  named(`with begun as (insert into sessions (token_hash, citizen_id, staff_id, made_at, expires_at, stage, proofs, confirmed_at, browser)
    values ($1, $2, $3, $4, $5, $6, $7, case when $6 = 'in' then $4::timestamptz end, $8))
  update sessions set ended_at = $4, ended_for = 'too-many' where token_hash in (
    select token_hash from sessions where (citizen_id = $2 or staff_id = $3) and ended_at is null and expires_at > $4 and stage = 'in' and $6 = 'in'
    order by made_at desc, id desc offset $9::integer - 1)`);
const find =
  named(`select s.citizen_id, s.staff_id, coalesce(s.seen_at, s.made_at) as seen_at, coalesce(c.seen_at, c.created_at) as phone_seen_at
  from sessions s left join citizens c on c.id = s.citizen_id
  where s.token_hash = $1 and s.expires_at > $2 and s.ended_at is null and s.stage = 'in'
    and coalesce(s.seen_at, s.made_at) > case when s.staff_id is null then $3::timestamptz else $4::timestamptz end`);
const touch = named(
  'update sessions set seen_at = $2 where token_hash = $1 and coalesce(seen_at, made_at) < $2 and ended_at is null',
);
const ending = named(`select ended_at, ended_for, expires_at, staff_id, coalesce(seen_at, made_at) as seen_at
  from sessions where token_hash = $1 and stage = 'in'`);
const entering = named(
  `select staff_id, proofs from sessions where token_hash = $1 and expires_at > $2 and ended_at is null and stage = 'entering'`,
);
const end = named('update sessions set ended_at = $2 where token_hash = $1');
const confirmed = named('select confirmed_at from sessions where token_hash = $1');
const proofs = named('select proofs from sessions where token_hash = $1');
const renew = named(`update sessions set token_hash = $2, confirmed_at = $3, seen_at = $3
  where token_hash = $1 and ended_at is null returning expires_at as "expiresAt"`);
const of = (column: 'staff_id' | 'citizen_id') => ({
  list: named(`select id, made_at as "madeAt", expires_at as "expiresAt", browser, proofs, token_hash = $2 as here from sessions
    where ${column} = $1 and expires_at > $3 and coalesce(seen_at, made_at) > $4 and ended_at is null and stage = 'in' order by made_at desc, id desc limit 50`),
  endOne: named(
    `update sessions set ended_at = $3 where ${column} = $1 and id = $2 and ended_at is null returning id`,
  ),
  endOthers: named(
    `update sessions set ended_at = $3 where ${column} = $1 and token_hash <> $2 and ended_at is null returning id`,
  ),
});
const [ofStaff, ofCitizen] = [of('staff_id'), of('citizen_id')];
const endAll = named('update sessions set ended_at = $2 where citizen_id = $1 and ended_at is null');

const endTheirs =
  named(`update sessions set ended_at = $4, ended_for = 'operator' where ended_at is null and expires_at > $4
  and (($1::bigint is null and $2::bigint is null and ($3 = 'everybody' or ($3 = 'staff') = (staff_id is not null))) or citizen_id = $1 or staff_id = $2)
  returning id`);

const endIn = named(
  `update sessions set ended_at = $3 where citizen_id = $1 and browser = $2 and proofs = '{wechat}' and ended_at is null`,
);

const hashOf = (secret: string) => secretHash('session', secret);

/** Keeps a session under its secret's keyed hash; of those of its owner that are open, `most` stay. */
export async function insertSession(
  secret: string,
  s: {
    owner: Owner;
    stage: 'entering' | 'in';
    proofs: readonly Proof[];
    browser: string | null;
    expiresAt: Date;
    most: number;
  },
  now: Date,
): Promise<void> {
  const staff = 'staffId' in s.owner ? s.owner.staffId : null;
  const citizen = 'citizenId' in s.owner ? s.owner.citizenId : null;
  await alone.rows(begin, [
    ...[hashOf(secret), citizen, staff, now, s.expiresAt, s.stage, s.proofs, s.browser, s.most],
  ]);
}

/** An open session: whose it is, when it was last seen, and when its citizen last confirmed the phone. */
export interface OpenSession {
  owner: Owner;
  seenAt: Date;
  phoneSeenAt: Date | null;
}

/** Nobody used a session since: it has ended, by whose it is. */
export interface IdleSince {
  staff: Date;
  citizen: Date;
}

/** The session that this secret opens; undefined when ended, idle, unknown, or still on the way in. */
export async function sessionWith(
  secret: string,
  idle: IdleSince,
  now: Date,
): Promise<OpenSession | undefined> {
  const [row] = await alone.rows<{
    citizen_id: number | null;
    staff_id: number | null;
    seen_at: Date;
    phone_seen_at: Date | null;
  }>(find, [hashOf(secret), now, idle.citizen, idle.staff]);
  if (!row) return undefined;
  const owner = row.staff_id !== null ? { staffId: row.staff_id } : { citizenId: row.citizen_id as number };
  return { owner, seenAt: row.seen_at, phoneSeenAt: row.phone_seen_at };
}

/** Writes down that a session was used. */
export async function touchSession(secret: string, now: Date): Promise<void> {
  await alone.rows(touch, [hashOf(secret), now]);
}

/** How a session stands or fell; undefined for a secret that never opened one. */
export async function sessionEnding(secret: string): Promise<
  | {
      ended_at: Date | null;
      ended_for: 'too-many' | 'operator' | null;
      expires_at: Date;
      staff_id: number | null;
      seen_at: Date;
    }
  | undefined
> {
  return (await alone.rows<never>(ending, [hashOf(secret)]))[0];
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

/** Writes down that they just did, and puts a new secret in the place of the old one; undefined where the session has ended. */
export async function renewSession(
  secret: string,
  fresh: string,
  now: Date,
): Promise<{ expiresAt: Date } | undefined> {
  return (await alone.rows<{ expiresAt: Date }>(renew, [hashOf(secret), hashOf(fresh), now]))[0];
}

function by(owner: Owner) {
  return 'staffId' in owner ? { id: owner.staffId, ask: ofStaff } : { id: owner.citizenId, ask: ofCitizen };
}

/** Where somebody is signed in, the newest first; `secret` is the session that asks, empty for a program. */
export function sessionsOf(
  owner: Owner,
  secret: string,
  at: { now: Date; idleSince: Date },
): Promise<OwnSession[]> {
  const { id, ask } = by(owner);
  return alone.rows<OwnSession>(ask.list, [id, hashOf(secret), at.now, at.idleSince]);
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

/** Ends the sessions that a citizen has in an app by WeChat: each time it is opened it enters anew. */
export async function endSessionsIn(citizenId: number, app: string, now: Date): Promise<void> {
  await alone.rows(endIn, [citizenId, app, now]);
}

/** Ends the sessions of one person, of one side or of everybody for an operator; gives how many. */
export async function endForOperator(
  whose: Owner | 'everybody' | 'staff' | 'citizens',
  now: Date,
): Promise<number> {
  const citizen = typeof whose === 'object' && 'citizenId' in whose ? whose.citizenId : null;
  const staff = typeof whose === 'object' && 'staffId' in whose ? whose.staffId : null;
  const side = typeof whose === 'string' ? whose : null;
  return (await alone.rows(endTheirs, [citizen, staff, side, now])).length;
}
