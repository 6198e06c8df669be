import type { FollowTarget } from '../../../domain/following-news.ts';
import { named } from '../compose.ts';
import { alone, type Tx } from '../tx.ts';

// Whoever closes the account at this moment is waited for.
const insert =
  named(`insert into follows (citizen_id, what, ref, made_at) select c.id, $2, $3, $4 from citizens c
    where c.id = $1 and c.closed_at is null and c.joined_into is null
      and (select count(*) from follows f where f.citizen_id = $1 and (f.what = 'message') = ($2 = 'message')) < $5 for key share of c
  on conflict (citizen_id, what, ref) do nothing returning id`);
const remove = named('delete from follows where citizen_id = $1 and what = $2 and ref = $3 returning id');
const find = named('select id from follows where citizen_id = $1 and what = $2 and ref = $3');
// What has ended, and what lies below the county, the lowest place that a message names, would never be told of.
const known = {
  leader: named('select id from posts where id = $1 and valid_to is null'),
  region: named('select code from regions where code = $1::text and valid_to is null and level <= 3'),
  topic: named('select id from topics where id = $1'),
} as const;
const forget = named('delete from follows where citizen_id = $1');
const twice = named(`delete from follows f using follows o
  where f.citizen_id = $1 and o.citizen_id = $2 and o.what = f.what and o.ref = f.ref`);

/** Keeps that a citizen follows something; false where it was kept before, or there are too many already. */
export async function keepFollow(
  citizenId: number,
  { what, ref }: FollowTarget,
  of: { most: number; now: Date },
): Promise<boolean> {
  return (await alone.rows(insert, [citizenId, what, ref, of.now, of.most])).length > 0;
}

/** Whether a citizen follows something. */
export async function isFollowing(citizenId: number, { what, ref }: FollowTarget): Promise<boolean> {
  return (await alone.rows(find, [citizenId, what, ref])).length > 0;
}

/** Ends it; whether there was anything. */
export async function dropFollow(citizenId: number, { what, ref }: FollowTarget): Promise<boolean> {
  return (await alone.rows(remove, [citizenId, what, ref])).length > 0;
}

/** Is there such a post, region or topic of which something can be told? */
export async function isKnown({ what, ref }: FollowTarget): Promise<boolean> {
  return what !== 'message' && (await alone.rows(known[what], [ref])).length > 0;
}

/** Ends everything that an account followed. */
export function forgetFollows(tx: Tx, citizenId: number): void {
  tx.write(forget, [citizenId]);
}

/** Of two accounts that become one, takes from the first what the second follows too. */
export function dropFollowedTwice(tx: Tx, of: { from: number; into: number }): void {
  tx.write(twice, [of.from, of.into]);
}
