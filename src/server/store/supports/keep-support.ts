import { named } from '../compose.ts';
import { readNamed } from '../wall.ts';
import { alone, type Tx } from '../tx.ts';
import { supportersNow } from './supporters-now.ts';

const support = named('select private.support($1, $2, $3) as outcome');
const takeBack = named('select private.take_support_back($1, $2) as done');
const asked = named('select private.is_supporter($1, $2) as yes');
const count = named(`select ${supportersNow} as n from messages m where m.id = $1`);
const list =
  named(`select s.message_id as "messageId", m.code, case when m.publication = 'public' then m.title end as title, s.at
  from private.supports s join messages m on m.id = s.message_id where s.citizen_id = $1 order by s.at, s.message_id`);
const forget = named('select private.forget_supports($1)');
const join = named('select private.join_supports($1, $2)');

/** What somebody supports, as they see it; the title while everybody may read it. */
export interface KeptSupport {
  messageId: number;
  code: string;
  title: string | null;
  at: Date;
}

/** Keeps a support, once: 'none' where there is nothing public of somebody else's, or the account has ended. */
export async function keepSupport(
  citizenId: number,
  messageId: number,
  now: Date,
): Promise<'new' | 'already' | 'none'> {
  const [row] = await alone.rows<{ outcome: 'new' | 'already' | 'none' }>(support, [
    ...[citizenId, messageId, now],
  ]);
  return row?.outcome ?? 'none';
}

/** Takes a support back; whether there was one. */
export async function takeSupportBack(citizenId: number, messageId: number): Promise<boolean> {
  return (await alone.rows<{ done: boolean }>(takeBack, [citizenId, messageId]))[0]?.done ?? false;
}

/** Whether a citizen supports a message: for that citizen alone. */
export async function isSupporter(citizenId: number, messageId: number): Promise<boolean> {
  return (await alone.rows<{ yes: boolean }>(asked, [citizenId, messageId]))[0]?.yes ?? false;
}

/** How many support a message, to the last one. */
export async function countSupporters(messageId: number): Promise<number> {
  return (await alone.rows<{ n: number }>(count, [messageId]))[0]?.n ?? 0;
}

/** What a citizen supports, read behind the wall for that citizen alone. */
export function supportsOf(reader: string, citizenId: number): Promise<KeptSupport[]> {
  return readNamed(reader, { citizens: [citizenId] }, { statement: list, values: [citizenId] });
}

/** Takes back every support of an account that ends. */
export function forgetSupports(tx: Tx, citizenId: number): void {
  tx.write(forget, [citizenId]);
}

/** Brings the supports of one account to another, each message once and none for one's own. */
export function joinSupports(tx: Tx, of: { from: number; into: number }): void {
  tx.write(join, [of.from, of.into]);
}
