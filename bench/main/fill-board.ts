import pg from 'pg';

/** Fills the board with public messages in all states by SQL alone: for plans and page speed, not for `verify`. */
export async function fillBoard(ownerUrl: string, messages: number): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    `with p as (select p.id, p.office_id, r.code, r.province_code, r.city_code, row_number() over (order by p.id) as n, count(*) over () as all_posts
       from posts p join regions r on r.code = p.region_code where p.receives)
     insert into messages (id, code, post_id, region_code, province_code, city_code, kind, topic_id, wish, source, author_label, title, body, publication, handling, voice, attention,
       answerable_id, holder_id, next_step, due_at, first_due_at, received_at, published_at, transferred_at, answered_at, closed_at, closed_reason, answer_unit, history_seq, history_hash, search)
     select nextval('messages_id_seq'), lpad((800000000000 + g)::text, 12, '0'), p.id, p.code, p.province_code, p.city_code, (array['help','complaint','suggestion'])[1 + g % 3], 194 + g % 3, 'public', 'import',
       '王***', '道路维修请求第' || g || '件', repeat('门前道路塌陷积水,请尽快维修。', 28), 'public', (array['waiting','in-progress','closed'])[1 + g % 3], 'not-said', 'normal',
       p.office_id, case when g % 3 = 2 then null else p.office_id end, (array['accept','answer','none'])[1 + g % 3], case when g % 3 = 2 then null else now() + interval '5 days' end, now(),
       now() - g * interval '7 minutes', now() - g * interval '7 minutes', now() - g * interval '7 minutes', case when g % 3 = 2 then now() - g * interval '6 minutes' end, case when g % 3 = 2 then now() end,
       case when g % 3 = 2 then 'archived' end, case when g % 3 = 2 then '住房和城乡建设局' end, 1, '\\x00', to_tsvector('simple', '道路 维修 请求 门前 塌陷 积水 ' || g)
     from generate_series(1, $1::integer) g join p on p.n = 1 + (g * 7919) % p.all_posts`,
    [messages],
  );
  await owner.query(
    `insert into history (message_id, seq, step, role, actor_kind, at, changes, hash) select id, 1, 'import', 'machine', 'machine', received_at, '{}', '\\x00' from messages where source = 'import'`,
  );
  await owner.query(
    `insert into replies (message_id, type, state, office_id, unit_name, text, drafted_at, published_at) select id, 'final', 'published', answerable_id, answer_unit, repeat('已安排维修。', 30), answered_at, answered_at from messages where answered_at is not null`,
  );
  await owner.query('vacuum analyze');
  await owner.end();
}
