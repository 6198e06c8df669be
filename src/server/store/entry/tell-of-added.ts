/** What opens an account beside its phone, as its owner is told of it. */
export type WayIn = 'passkey' | 'wechat';

/** By what name a notice says that it was added. */
export const addedNotice: Readonly<Record<WayIn, string>> = {
  passkey: 'passkey-added',
  wechat: 'wechat-bound',
};

/** Parts of a statement that tell a citizen ($2) of a way in for each row of `from`: a notice, and a message to the phone of the account. */
export function tellOfAdded(what: WayIn, from: string): string {
  return `, noticed as (insert into notices (citizen_id, what, cause, at)
    select $2::bigint, '${addedNotice[what]}', 'way-in:' || id, made_at from ${from} on conflict (cause) do nothing),
  told as (insert into outbox (task, payload, run_at)
    select 'way-in-added', jsonb_build_object('citizen', $2::bigint, 'what', '${what}', 'at', made_at), made_at from ${from})`;
}
