import { rowsOf } from './after-work.ts';

/** Two provinces with a post each and one in a city, topics with sub-topics, and many public messages of all kinds and standings, some at the same instant. */
export async function manyMessages(count: number): Promise<void> {
  await rowsOf(`insert into topics (id, parent_id, name, name_en) values (1, null, '交通', 'Transport'), (2, null, '环保', 'Environment'),
    (11, 1, '道路', 'Roads'), (12, 1, '公交', 'Buses'), (21, 2, '噪声', 'Noise')`);
  await rowsOf(`insert into regions (code, name, full_name, level, parent_code, province_code, city_code, pinyin, initials, valid_from, origin)
    select code, code, code, level, parent, province, city, code, code, '2020-01-01', 'test' from (values
      ('510000', 1, null, '510000', null), ('510100', 2, '510000', '510000', '510100'), ('510104', 3, '510100', '510000', '510100'),
      ('120000', 1, null, '120000', null), ('120101', 3, '120000', '120000', null)) v (code, level, parent, province, city)`);
  await rowsOf(`insert into offices (code, name, kind, region_code, valid_from)
    select 'o' || code, code, 'petition', code, '2020-01-01' from regions`);
  await rowsOf(`insert into posts (region_code, title, name, rank, office_id, receives, kinds, valid_from)
    select r.code, '书记', r.code || '书记', 1, o.id, true, '{help}', '2020-01-01' from regions r join offices o on o.region_code = r.code`);
  await rowsOf(
    `with drawn as (select g, ((g * 48271) % 2147483647) / 7 as a from generate_series(1, $1::integer) g)
    insert into messages (code, post_id, region_code, province_code, city_code, kind, topic_id, wish, source, author_label, title, body, publication, handling, voice, attention,
      answerable_id, holder_id, next_step, due_at, received_at, published_at, answered_at, closed_at, closed_reason, history_seq, history_hash)
    select lpad(g::text, 12, '0'), p.id, r.code, r.province_code, r.city_code, (array['help','complaint','thanks'])[1 + a % 3], (array[1, 2, 11, 12, 21])[1 + a % 5], 'public', 'web', '王***',
      '第' || g || '件', '道路', 'public', case a % 4 when 0 then 'waiting' when 1 then 'in-progress' else 'closed' end, 'not-said', 'normal',
      p.office_id, case when a % 4 < 2 then p.office_id end, case when a % 4 < 2 then 'answer' else 'none' end, case when a % 4 < 2 then now() end,
      now(), date_trunc('day', now()) - (a % 60) * interval '1 hour', case when a % 4 = 2 then now() - (a % 7) * interval '1 hour' end,
      case when a % 4 > 1 then now() end, case a % 4 when 2 then 'archived' when 3 then 'passed-on' end, 1, '\\x00'
    from drawn join posts p on p.id = (select id from posts order by id offset a % 5 limit 1) join regions r on r.code = p.region_code`,
    [count],
  );
}
