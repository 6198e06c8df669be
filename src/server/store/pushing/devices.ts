import type { PushSubscriptionFacts } from '../../../domain/pushing.ts';
import { named } from '../compose.ts';
import { blindIndexes, decrypt, encrypt, newKey, secretHash, unwrap } from '../envelope.ts';
import { readNamed } from '../wall.ts';
import { alone, type Tx } from '../tx.ts';

/** A device on which a citizen turned push on. */
export interface PushDevice {
  id: number;
  subscription: PushSubscriptionFacts;
  /** The name of our key that its push service knows. */
  senderKey: string;
  lang: 'zh' | 'en';
  browser: string | null;
  madeAt: Date;
  usedAt: Date | null;
}

/** A device that is to be kept, or is told anew where it is reached. */
export interface NewDevice {
  citizenId: number;
  /** The session that asks. */
  secret: string;
  subscription: PushSubscriptionFacts;
  /** Where it was reached before, if it moved. */
  before: string | null;
  senderKey: string;
  lang: 'zh' | 'en';
  browser: string | null;
}

/** More devices than these are nobody's; the one heard of longest ago goes. */
export const mostDevices = 10;

const keep = named(
  'select private.keep_push_device($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as done',
);
const list = named(`select id, key_id, wrapped_key, subscription, sender_key as "senderKey", lang, browser,
    made_at as "madeAt", used_at as "usedAt"
  from private.push_devices where citizen_id = $1 and ($2::bigint is null or id = $2) order by id`);
const left = named('select private.push_left($1, $2, $3, $4)');
const drop = named('select private.drop_push_devices($1, $2) as n');

const context = 'push';
const indexesOf = (endpoint: string) => blindIndexes('push', endpoint);

/** Keeps a device of a citizen, once however often it is told; false where the account has ended. */
export async function keepDevice(of: NewDevice, now: Date): Promise<boolean> {
  const { key, keyId, wrapped } = newKey();
  const sealed = encrypt(key, context, Buffer.from(JSON.stringify(of.subscription)));
  const old = of.before === null ? [] : indexesOf(of.before);
  const [row] = await alone.rows<{ done: boolean }>(keep, [
    ...[of.citizenId, secretHash('session', of.secret), indexesOf(of.subscription.endpoint), old],
    ...[keyId, wrapped, sealed, of.senderKey, of.lang, of.browser, now, mostDevices],
  ]);
  return row?.done ?? false;
}

type Row = Omit<PushDevice, 'subscription'> & { key_id: string; wrapped_key: Buffer; subscription: Buffer };

/** The devices of a citizen, or one of them: read behind the wall, for themselves and for what is sent to them. */
export async function devicesOf(reader: string, citizenId: number, id?: number): Promise<PushDevice[]> {
  const question = { statement: list, values: [citizenId, id ?? null] };
  const rows = await readNamed<Row>(reader, { citizens: [citizenId] }, question);
  return rows.map(({ key_id: keyId, wrapped_key: wrapped, subscription, ...device }) => {
    const opened = decrypt(unwrap({ keyId, wrapped }), context, subscription).toString();
    return { ...device, subscription: JSON.parse(opened) as PushSubscriptionFacts };
  });
}

/** Something left for the device. */
export async function pushLeft(citizenId: number, device: PushDevice, now: Date): Promise<void> {
  const [newest] = indexesOf(device.subscription.endpoint);
  await alone.rows(left, [citizenId, device.id, newest, now]);
}

/** Ends push on one of a citizen's devices; false where there is none. */
export async function dropDevice(citizenId: number, id: number): Promise<boolean> {
  return ((await alone.rows<{ n: number }>(drop, [citizenId, id]))[0]?.n ?? 0) > 0;
}

/** Ends push on every device of an account that ends. */
export function forgetDevices(tx: Tx, citizenId: number): void {
  tx.write(drop, [citizenId, null]);
}
