import { named } from '../store/compose.ts';
import { together } from '../store/together.ts';
import { app } from '../store/db.ts';
import { secretHash } from '../store/envelope.ts';
import { insertStaffToken, type TokenPurpose } from '../store/staff-tokens.ts';
import { alone } from '../store/tx.ts';
import { actorOfDuties, dutiesOf, type DutyRow, dutyColumns, type StaffActor } from './staff-actor.ts';

const use = named(
  `update staff_tokens set used_at = $2 where token_hash = $1 and purpose = 'sign-in-link' and used_at is null and revoked_at is null and expires_at > $2 returning staff_id`,
);
// What a token may do and what its owner may do are asked in one go, and for all who come in at the same moment. Behind a
// subquery any number of them has one plan: planning took twice as long as reading.
const find =
  named(`select encode(t.token_hash, 'hex') as token, ${dutyColumns} from staff_tokens t join staff s on s.id = t.staff_id and s.left_at is null
  ${dutiesOf} where t.token_hash = any (array(select unnest($1::bytea[]))) and t.purpose = 'bearer' and t.revoked_at is null and t.expires_at > $2`);

/** Makes a one-time sign-in link's secret, or a bearer token for a program, for a member of staff. */
export async function makeStaffToken(
  of: { staffId: number; purpose: TokenPurpose; label: string | null },
  now: Date,
): Promise<string> {
  return (await insertStaffToken(app(), of, now)).secret;
}

/** Uses a sign-in link: once. */
export async function useSignInLink(secret: string, now: Date): Promise<number | undefined> {
  return (await alone.rows<{ staff_id: number }>(use, [secretHash('staff-token', secret), now]))[0]?.staff_id;
}

interface Knocking {
  hash: Buffer;
  now: Date;
}

/** The member of staff whose bearer token this is; undefined when it is nobody's, or theirs no more. */
export async function staffByBearer(secret: string, now: Date): Promise<StaffActor | undefined> {
  return atTheDoor({ hash: secretHash('staff-token', secret), now });
}

const atTheDoor = together(async (all: readonly Knocking[]): Promise<(StaffActor | undefined)[]> => {
  const latest = new Date(Math.max(...all.map(({ now }) => now.getTime())));
  // A program that asks many times at once is looked up once.
  const hashes = [...new Map(all.map(({ hash }) => [hash.toString('hex'), hash])).values()];
  const rows = await alone.rows<DutyRow & { token: string }>(find, [hashes, latest]);
  const byToken = Map.groupBy(rows, ({ token }) => token);
  return all.map(({ hash }) => actorOfDuties(byToken.get(hash.toString('hex')) ?? []));
});
