import { named } from '../compose.ts';
import { forgetWaysIn } from '../entry/forget-ways-in.ts';
import { endSessionsOfCitizen } from '../entry/sessions.ts';
import { dropFollowedTwice } from '../follows/follows.ts';
import { forgetDevices } from '../pushing/devices.ts';
import { joinSupports } from '../supports/keep-support.ts';
import type { Tx } from '../tx.ts';

/** Every column that says whose something is: it goes along when an account joins another. */
export const belongings = [
  ...['messages.author_id', 'notices.citizen_id', 'enterprises.citizen_id', 'follows.citizen_id'],
  // A ban goes along with what was written.
  'bans.citizen_id',
] as const;

/** Columns that name a citizen and stay: what ended with the account, or says who did something then. */
export const staying = [
  ...['sessions.citizen_id', 'idempotency_keys.citizen_id', 'citizens.joined_into'],
  ...['phone_changes.citizen_id', 'phone_changes.asker_id', 'erasure_requests.citizen_id'],
  ...['citizen_passkeys.citizen_id', 'entry_challenges.citizen_id', 'provider_trips.citizen_id'],
] as const;

const moves = belongings.map((column) => {
  const [table, name] = column.split('.');
  return named(`update ${table} set ${name} = $2 where ${name} = $1`);
});
const lock = named('select id from citizens where id in ($1, $2) order by id for update');
const endChanges =
  named(`update phone_changes set ended_at = $3, outcome = case when citizen_id = $1 and asker_id = $2 then 'done' else 'cancelled' end
  where (citizen_id = $1 or asker_id = $1) and ended_at is null`);
const forget = named('select private.forget_phone($1)');
const mark = named(
  'update citizens set joined_into = $2, closing_at = null, closing_withdraws = null where id = $1',
);

/** Brings everything of one account to another; the first has no phone, no session, no way in and no push from then on. */
export async function joinAccounts(tx: Tx, of: { from: number; into: number }, now: Date): Promise<void> {
  const { from, into } = of;
  await tx.rows(lock, [from, into]);
  dropFollowedTwice(tx, of);
  for (const move of moves) tx.write(move, [from, into]);
  joinSupports(tx, of);
  endSessionsOfCitizen(tx, from, now);
  forgetWaysIn(tx, from);
  forgetDevices(tx, from);
  tx.write(endChanges, [from, into, now]);
  tx.write(forget, [from]);
  await tx.rows(mark, [from, into]);
}
