/** Leaves a message to the phone of a citizen's account, that something else opens it from now on: for each row of `from`, with the citizen as $2. */
export function tellPhone(what: 'passkey' | 'wechat', from: string): string {
  return `insert into outbox (task, payload, run_at)
    select 'way-in-added', jsonb_build_object('citizen', $2::bigint, 'what', '${what}', 'at', made_at), made_at from ${from}`;
}
