import { named } from '../compose.ts';
import { decrypt, encrypt, hashesOf, newestHash, newKey, unwrap } from '../envelope.ts';
import { alone } from '../tx.ts';
import { tellOfAdded } from './tell-of-added.ts';
import type { Owner } from './sessions.ts';

/** A passkey of somebody: the public half. */
export interface Passkey {
  id: string;
  ownerId: number;
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

type KeptPasskey = Omit<OwnPasskey, 'label'> & {
  /** As staff wrote it; sealed where it is a citizen's. */
  label: string | Buffer | null;
  key_id?: string | null;
  wrapped_key?: Buffer | null;
};

/** At whose door a key is shown. */
export type PasskeyDoor = 'staff' | 'citizens';

const ask = named(
  'insert into entry_challenges (hash, staff_id, citizen_id, expires_at) values ($1, $2, $3, $4)',
);
const answer = named(
  `delete from entry_challenges where hash = any ($1) and staff_id is not distinct from $2::bigint and citizen_id is not distinct from $3::bigint
    and expires_at > $4 returning hash`,
);
const stale = named('delete from entry_challenges where expires_at <= $1');

const at = (door: PasskeyDoor) => {
  const [table, owner, present] =
    door === 'staff'
      ? ['staff_passkeys', 'staff_id', 'join staff o on o.id = k.staff_id and o.left_at is null']
      : ['citizen_passkeys', 'citizen_id', 'join citizens o on o.id = k.citizen_id and o.closed_at is null'];
  const told = door === 'staff' ? '' : tellOfAdded('passkey', 'kept');
  const kept = door === 'staff' ? 'k.removed_at is null' : 'true';
  // Citizens give their things names, which may be their own: these are sealed.
  const name = door === 'staff' ? ['label'] : ['label', 'key_id', 'wrapped_key'];
  const values = name.map((_, n) => `, $${7 + n}`).join('');
  return {
    insert:
      named(`with kept as (insert into ${table} (id, ${owner}, public_key, counter, transports, made_at, ${name.join(', ')})
      values ($1, $2, $3, $4, $5, $6${values}) on conflict (id) do nothing returning id, made_at)${told} select id from kept`),
    find: named(`select k.id, k.${owner} as "ownerId", k.public_key as "publicKey", k.counter, k.transports
      from ${table} k ${present} where k.id = $1 and ${kept}`),
    use: named(`update ${table} set counter = $2, used_at = $3 where id = $1`),
    list: named(`select k.id, ${name.map((column) => `k.${column}`).join(', ')}, k.made_at as "madeAt", k.used_at as "usedAt" from ${table} k
      where k.${owner} = $1 and ${kept} order by k.made_at`),
  };
};
const doors = { staff: at('staff'), citizens: at('citizens') };
const removeStaffs = named(
  'update staff_passkeys set removed_at = $3 where staff_id = $1 and id = $2 and removed_at is null returning id',
);
const removeCitizens = named(
  'delete from citizen_passkeys where citizen_id = $1 and id = $2 and made_at <= $3 returning id',
);

const question = 'challenge';
const doorOf = (owner: Owner): PasskeyDoor => ('staffId' in owner ? 'staff' : 'citizens');
const idOf = (owner: Owner) => ('staffId' in owner ? owner.staffId : owner.citizenId);
const askedOf = (owner: Owner | null) =>
  owner && 'staffId' in owner ? [owner.staffId, null] : [null, owner?.citizenId ?? null];

/** Remembers what was asked of a key for five minutes, of its owner or (null) of somebody unknown; forgets what nobody answered. */
export async function keepChallenge(challenge: string, owner: Owner | null, now: Date): Promise<void> {
  await alone.rows(stale, [now]);
  const expiresAt = new Date(now.getTime() + 5 * 60_000);
  await alone.rows(ask, [newestHash(question, challenge), ...askedOf(owner), expiresAt]);
}

/** Was this asked, of this person or (null) of somebody unknown? Each question is answered once. */
export async function useChallenge(challenge: string, owner: Owner | null, now: Date): Promise<boolean> {
  return (await alone.rows(answer, [hashesOf(question, challenge), ...askedOf(owner), now])).length > 0;
}

/** Keeps a new passkey; false where it is known already. */
export async function insertPasskey(
  owner: Owner,
  key: Omit<Passkey, 'ownerId'> & { label: string | null },
  now: Date,
): Promise<boolean> {
  const { id, publicKey, counter, transports } = key;
  const door = doorOf(owner);
  const name = door === 'staff' ? [key.label] : sealed(id, key.label);
  const values = [id, idOf(owner), publicKey, counter, transports, now, ...name];
  return (await alone.rows(doors[door].insert, values)).length > 0;
}

/** A passkey of somebody who is still there. */
export async function passkeyById(door: PasskeyDoor, id: string): Promise<Passkey | undefined> {
  return (await alone.rows<Passkey>(doors[door].find, [id]))[0];
}

/** Writes down that it was used, and how often it says it was. */
export async function passkeyUsed(
  door: PasskeyDoor,
  { id, counter }: Pick<Passkey, 'id' | 'counter'>,
  now: Date,
): Promise<void> {
  await alone.rows(doors[door].use, [id, counter, now]);
}

/** The passkeys of somebody, the oldest first. */
export async function passkeysOf(owner: Owner): Promise<OwnPasskey[]> {
  const rows = await alone.rows<KeptPasskey>(doors[doorOf(owner)].list, [idOf(owner)]);
  return rows.map(({ id, label, key_id: keyId, wrapped_key: wrapped, ...row }) => ({
    ...{ id, ...row },
    label:
      Buffer.isBuffer(label) && keyId && wrapped
        ? decrypt(unwrap({ keyId, wrapped }), contextOf(id), label).toString()
        : (label as string | null),
  }));
}

/** From now on this passkey opens nothing; false where there is none. */
export async function removePasskey(owner: Owner, id: string, now: Date): Promise<boolean> {
  const remove = doorOf(owner) === 'staff' ? removeStaffs : removeCitizens;
  return (await alone.rows(remove, [idOf(owner), id, now])).length > 0;
}

function sealed(id: string, label: string | null): (string | Buffer | null)[] {
  if (label === null) return [null, null, null];
  const { key, keyId, wrapped } = newKey();
  return [encrypt(key, contextOf(id), Buffer.from(label)), keyId, wrapped];
}

function contextOf(id: string): string {
  return `passkey:${id}`;
}
