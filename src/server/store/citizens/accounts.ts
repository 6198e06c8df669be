import { named } from '../compose.ts';
import { alone, type Tx } from '../tx.ts';

/** An account as its owner sees it. */
export interface Account {
  createdAt: Date;
  closingAt: Date | null;
  closedAt: Date | null;
}

const find = named(
  'select created_at as "createdAt", closing_at as "closingAt", closed_at as "closedAt" from citizens where id = $1',
);
const authorOf =
  named(`select m.id as "messageId", m.author_id as "citizenId" from messages m join citizens c on c.id = m.author_id
  where m.code = $1 and c.closed_at is null`);
const begin =
  named(`update citizens set closing_at = $2, closing_withdraws = $3 where id = $1 and closed_at is null and joined_into is null
  returning id`);
// What the law holds is kept with the name of its writer until it is let go.
const due = named(`select id as "citizenId", closing_withdraws as withdraws from citizens c
  where closing_at <= $1 and closed_at is null
    and not exists (select from messages m where m.author_id = c.id and is_held(m.id, m.author_id)) order by closing_at limit 100`);
const comeBack =
  named(`with was as materialized (select id, closing_at is not null as kept from citizens where id = $1 and closed_at is null for update)
  , back as (update citizens c set closing_at = null, closing_withdraws = null from was where c.id = was.id and was.kept)
  select kept from was`);
const confirmPhone = named('update citizens set seen_at = $2 where id = $1');
const seen = named('select coalesce(seen_at, created_at) as at from citizens where id = $1');
const had = named('select private.had_number_of($1, $2) as yes');

/** An account; undefined when there is none. */
export async function accountOf(citizenId: number): Promise<Account | undefined> {
  return (await alone.rows<Account>(find, [citizenId]))[0];
}

/** Who wrote the message with this code, while they have an account. */
export async function authorByCode(
  code: string,
): Promise<{ messageId: number; citizenId: number } | undefined> {
  return (await alone.rows<{ messageId: number; citizenId: number }>(authorOf, [code]))[0];
}

/** Had the one account, before it gave it up, the number that the other has now? */
export async function hadNumberOf(citizenId: number, otherId: number): Promise<boolean> {
  return (await alone.rows<{ yes: boolean }>(had, [citizenId, otherId]))[0]?.yes ?? false;
}

/** When somebody last proved to be the owner. */
export async function lastSeen(citizenId: number): Promise<Date | undefined> {
  return (await alone.rows<{ at: Date }>(seen, [citizenId]))[0]?.at;
}

/** Somebody is there: an account that was to be closed is kept; true where it was. */
export async function comeBackTo(citizenId: number): Promise<boolean> {
  return (await alone.rows<{ kept: boolean }>(comeBack, [citizenId]))[0]?.kept ?? false;
}

/** The owner has the phone of the account at hand: from now on it counts again. */
export function phoneConfirmed(tx: Tx, citizenId: number, now: Date): void {
  tx.write(confirmPhone, [citizenId, now]);
}

/** Sets the hour at which an account ends; false where it has ended. */
export async function setClosing(
  tx: Tx,
  of: { citizenId: number; at: Date; withdraws: boolean },
): Promise<boolean> {
  return (await tx.rows(begin, [of.citizenId, of.at, of.withdraws])).length > 0;
}

/** Accounts whose hour has come, and whether their open messages are withdrawn. */
export function closingsDue(now: Date): Promise<{ citizenId: number; withdraws: boolean }[]> {
  return alone.rows<{ citizenId: number; withdraws: boolean }>(due, [now]);
}
