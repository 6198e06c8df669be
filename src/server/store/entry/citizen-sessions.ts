import { named } from '../compose.ts';
import { secretHash } from '../envelope.ts';
import { alone, type Tx } from '../tx.ts';
import type { OwnSession } from './sessions.ts';

const list =
  named(`select id, made_at as "madeAt", expires_at as "expiresAt", browser, proofs, token_hash = $2 as here from sessions
  where citizen_id = $1 and expires_at > $3 and ended_at is null order by made_at desc, id desc limit 50`);
const endOne = named(
  'update sessions set ended_at = $3 where citizen_id = $1 and id = $2 and ended_at is null returning id',
);
const endOthers = named(
  'update sessions set ended_at = $3 where citizen_id = $1 and token_hash <> $2 and ended_at is null returning id',
);
const endAll = named('update sessions set ended_at = $2 where citizen_id = $1 and ended_at is null');

const hashOf = (secret: string) => secretHash('session', secret);

/** Where a citizen is signed in, the newest first; `secret` is the session that asks, empty for a program. */
export function sessionsOfCitizen(citizenId: number, secret: string, now: Date): Promise<OwnSession[]> {
  return alone.rows<OwnSession>(list, [citizenId, hashOf(secret), now]);
}

/** Ends one of them; false where there is none. */
export async function endSessionOfCitizen(citizenId: number, id: number, now: Date): Promise<boolean> {
  return (await alone.rows(endOne, [citizenId, id, now])).length > 0;
}

/** Ends all but the one that asks; gives how many. */
export async function endOtherSessionsOfCitizen(
  citizenId: number,
  secret: string,
  now: Date,
): Promise<number> {
  return (await alone.rows(endOthers, [citizenId, hashOf(secret), now])).length;
}

/** Ends every session of a citizen, in the transaction that ends the account. */
export function endSessionsOfCitizen(tx: Tx, citizenId: number, now: Date): void {
  tx.write(endAll, [citizenId, now]);
}
