import type { PublicTextChoice } from './erasure-requests.ts';
import { retention } from './delete-due.ts';
import { destroyKeys } from './rule-parts.ts';

const batch = 200;

const words = `with doomed as materialized (select t.id, t.publication, t.closed_at as went_at from messages t
    where t.author_id = $1 and t.handling = 'closed' and t.key_id is not null and not is_held(t.id, t.author_id) order by t.id limit ${batch}),
  ${Object.entries(destroyKeys)
    .map(([name, sql]) => `${name} as (${sql})`)
    .join(', ')},
  gone as (update messages t set key_id = null, wrapped_key = null from doomed d where t.id = d.id and t.key_id is not null returning t.id, d.went_at),
  marked as (insert into erasures (message_id, order_id, at) select id, $2, $3 from gone)
  insert into tombstones (order_id, rule, count, ids, oldest_at, newest_at, at)
  select $2::bigint, 'person-words', count(*), array_agg(id order by id), min(went_at), max(went_at), $3::timestamptz from gone having count(*) > 0 returning count`;

// The label of a writer is the first character of their name.
const nameless = `update messages set author_label = '***' where author_id = $1 and key_id is null and author_label <> '***'`;

const account = `with told as (delete from deliveries v using notices n where n.id = v.notice_id and n.citizen_id = $1),
  notices_gone as (delete from notices where citizen_id = $1),
  sessions_gone as (delete from sessions where citizen_id = $1),
  passkeys_gone as (delete from citizen_passkeys where citizen_id = $1),
  wechat_gone as (delete from private.wechat_bindings where citizen_id = $1),
  push_gone as (delete from private.push_devices where citizen_id = $1),
  keys_gone as (delete from idempotency_keys where citizen_id = $1),
  exports_gone as (delete from private.exports where citizen_id = $1),
  ban_words_gone as (delete from private.ban_words w using bans b where b.id = w.ban_id and b.citizen_id = $1),
  ban_keys_gone as (update bans set key_id = null, wrapped_key = null where citizen_id = $1),
  codes_gone as (delete from private.verifications where citizen_id = $1),
  gone as (delete from private.citizens where id = $1 returning id)
  insert into tombstones (order_id, rule, count, ids, at)
  select $2::bigint, 'person-account', 1, array_agg(id), $3::timestamptz from gone having count(*) > 0`;

/** Destroys the keys of one batch of a person's closed messages, and everything under them; returns how many went. */
export async function eraseWords(citizenId: number, by: { orderId: number; now: Date }): Promise<number> {
  const { rows } = await retention().query<{ count: number }>(words, [citizenId, by.orderId, by.now]);
  await retention().query(nameless, [citizenId]);
  return rows[0]?.count ?? 0;
}

/** Destroys the account: phone, sessions, ways in, push, notices; the number that history knows stays and leads to nobody. */
export async function eraseAccount(citizenId: number, by: { orderId: number; now: Date }): Promise<void> {
  await retention().query(account, [citizenId, by.orderId, by.now]);
}

/** The person of a request, and how many of their messages still have their words. */
export async function personOf(
  requestId: number,
): Promise<{ citizenId: number; publicTexts: PublicTextChoice; left: number } | undefined> {
  const { rows } = await retention().query<{
    citizenId: number;
    publicTexts: PublicTextChoice;
    left: number;
  }>(
    `select e.citizen_id as "citizenId", e.public_texts as "publicTexts",
      (select count(*)::integer from messages m where m.author_id = e.citizen_id and (m.key_id is not null or m.handling <> 'closed')) as left
     from erasure_requests e where e.id = $1`,
    [requestId],
  );
  return rows[0];
}
