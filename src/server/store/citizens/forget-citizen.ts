import { numberCountsUntil } from '../../../domain/account.ts';
import { named } from '../compose.ts';
import { forgetWaysIn } from '../entry/forget-ways-in.ts';
import { endSessionsOfCitizen } from '../entry/sessions.ts';
import { unwrap } from '../envelope.ts';
import { forgetFollows } from '../follows/follows.ts';
import { forgetDevices } from '../pushing/devices.ts';
import { forgetSupports } from '../supports/keep-support.ts';
import { alone, inTransaction } from '../tx.ts';
import { sealWords } from '../words.ts';

/** A message and the key of its private words. */
export interface KeyedMessage {
  id: number;
  keyId: string | null;
  wrapped: Buffer | null;
}

const nobody = '***';

const keyed =
  named(`select id, key_id as "keyId", wrapped_key as wrapped from messages where author_id = $1 and id > $2
  order by id limit $3`);
const replace = named('select private.replace_sender($1, $2, $3)');
const label = named('update messages set author_label = $2 where id = $1 and author_label <> $2');
const lock = named('select id from citizens where id = $1 for update');
const endChanges = named(
  `update phone_changes set ended_at = $2, outcome = 'cancelled' where (citizen_id = $1 or asker_id = $1) and ended_at is null`,
);
const endEnterprises = named(
  `update enterprises set state = 'ended', ended_at = $2 where citizen_id = $1 and state in ('asked', 'certified')`,
);
const markBans = named('select private.keep_ban_marks($1, $2, $3)');
const forget = named('select private.forget_phone($1)');
const mark =
  named(`update citizens set closed_at = coalesce(closed_at, $2), closing_at = null, closing_withdraws = null
  where id = $1 and joined_into is null`);

/** Messages of a citizen, some at a time. */
export function sealedSendersOf(citizenId: number, after: number, most: number): Promise<KeyedMessage[]> {
  return alone.rows<KeyedMessage>(keyed, [citizenId, after, most]);
}

/** Leaves of a message's sender only what was said to the office, and in public not even the first character of the name. */
export async function withoutName(
  { id, keyId, wrapped }: KeyedMessage,
  remark: string | undefined,
  now: Date,
): Promise<void> {
  await inTransaction(null, async (tx) => {
    if (keyId !== null && wrapped !== null) {
      const content = { name: '', remark: remark ?? '' };
      const { ciphertext } = sealWords(id, unwrap({ keyId, wrapped }), { what: 'sender', content });
      tx.write(replace, [id, ciphertext, now]);
    }
    await tx.rows(label, [id, nobody]);
  });
}

/** Destroys phone, key, ways in and push of a citizen, takes back what they supported and followed, ends their sessions and what waits, and marks the account as closed; of a standing ban the number’s fingerprint stays. */
export async function forgetCitizen(citizenId: number, now: Date): Promise<void> {
  await inTransaction({ statement: lock, values: [citizenId] }, async (tx) => {
    endSessionsOfCitizen(tx, citizenId, now);
    forgetWaysIn(tx, citizenId);
    forgetDevices(tx, citizenId);
    forgetSupports(tx, citizenId);
    forgetFollows(tx, citizenId);
    tx.write(endChanges, [citizenId, now]);
    tx.write(endEnterprises, [citizenId, now]);
    tx.write(markBans, [citizenId, now, numberCountsUntil(now)]);
    tx.write(forget, [citizenId]);
    await tx.rows(mark, [citizenId, now]);
  });
}
