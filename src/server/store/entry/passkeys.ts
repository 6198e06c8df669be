import { named } from '../compose.ts';
import { hashesOf, newestHash } from '../envelope.ts';
import { alone } from '../tx.ts';

/** A passkey of a member of staff: the public half. */
export interface Passkey {
  id: string;
  staffId: number;
  publicKey: Buffer;
  counter: number;
  transports: string[];
}

/** One as its owner sees it in a list. */
export interface OwnPasskey {
  id: string;
  label: string | null;
  madeAt: Date;
  usedAt: Date | null;
}

const ask = named('insert into entry_challenges (hash, staff_id, expires_at) values ($1, $2, $3)');
const answer = named(
  'delete from entry_challenges where hash = any ($1) and staff_id is not distinct from $2::bigint and expires_at > $3 returning hash',
);
const stale = named('delete from entry_challenges where expires_at <= $1');
const insert =
  named(`insert into staff_passkeys (id, staff_id, public_key, counter, transports, label, made_at)
  values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing returning id`);
const find = named(`select k.id, k.staff_id as "staffId", k.public_key as "publicKey", k.counter, k.transports
  from staff_passkeys k join staff s on s.id = k.staff_id and s.left_at is null where k.id = $1 and k.removed_at is null`);
const use = named('update staff_passkeys set counter = $2, used_at = $3 where id = $1');
const list = named(`select id, label, made_at as "madeAt", used_at as "usedAt" from staff_passkeys
  where staff_id = $1 and removed_at is null order by made_at`);
const remove = named(
  'update staff_passkeys set removed_at = $3 where staff_id = $1 and id = $2 and removed_at is null returning id',
);

const question = 'challenge';

/** Remembers what was asked of a key for five minutes; forgets what nobody answered. */
export async function keepChallenge(challenge: string, staffId: number | null, now: Date): Promise<void> {
  await alone.rows(stale, [now]);
  await alone.rows(ask, [newestHash(question, challenge), staffId, new Date(now.getTime() + 5 * 60_000)]);
}

/** Was this asked, of this member of staff or (null) of somebody unknown? Each question is answered once. */
export async function useChallenge(challenge: string, staffId: number | null, now: Date): Promise<boolean> {
  return (await alone.rows(answer, [hashesOf(question, challenge), staffId, now])).length > 0;
}

/** Keeps a new passkey; false where it is known already. */
export async function insertPasskey(key: Passkey, label: string | null, now: Date): Promise<boolean> {
  const { id, staffId, publicKey, counter, transports } = key;
  return (await alone.rows(insert, [id, staffId, publicKey, counter, transports, label, now])).length > 0;
}

/** A passkey of somebody who has not left. */
export async function passkeyById(id: string): Promise<Passkey | undefined> {
  return (await alone.rows<Passkey>(find, [id]))[0];
}

/** Writes down that it was used, and how often it says it was. */
export async function passkeyUsed(id: string, counter: number, now: Date): Promise<void> {
  await alone.rows(use, [id, counter, now]);
}

export function passkeysOf(staffId: number): Promise<OwnPasskey[]> {
  return alone.rows<OwnPasskey>(list, [staffId]);
}

/** From now on this passkey opens nothing; false where there is none. */
export async function removePasskey(staffId: number, id: string, now: Date): Promise<boolean> {
  return (await alone.rows(remove, [staffId, id, now])).length > 0;
}
