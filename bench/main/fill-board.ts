import pg from 'pg';
import { foldDeltas } from '../../src/server/store/rollups.ts';

/** How many messages a board gets, and among how many of the newest there are some that wait or are being handled. */
export interface Filling {
  messages: number;
  waitingAmong: number;
  handledAmong: number;
  /** Counted, and read by the search, for the pages that show numbers and find texts. */
  counted: boolean;
}

/**
 * Fills the board by SQL alone, for plans and page speed, not for `verify`: public messages in the shares of a real
 * board (most are answered, few wait), some hundreds more in review, with traces, answers, clocks, ratings and numbers.
 */
export async function fillBoard(ownerUrl: string, filling: Filling): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('select setseed(0.42)');
  await owner.query(drawn, [filling.messages, filling.waitingAmong, filling.handledAmong]);
  // What was made a moment ago has no statistics yet, and a plan without them can take minutes.
  await owner.query('create unique index on bench_drawn (id); analyze bench_drawn');
  const putBack = await withoutIndexes(owner, ['messages', 'history', 'clocks', 'replies', 'publications']);
  await owner.query(made);
  await owner.query('analyze messages');
  for (const statement of [traced, answered, rated, clocked, reviewed, reviewClocks])
    await owner.query(statement);
  if (filling.counted) for (const statement of [counted, readable]) await owner.query(statement);
  await putBack();
  await owner.query('drop table bench_drawn');
  // The worker does this all the time; here none runs.
  while ((await foldDeltas(50_000)) > 0);
  await owner.query('vacuum analyze');
  await owner.end();
}

/** Takes the indexes that guard nothing off these tables, since rows in masses are indexed in one go many times faster; gives what puts them back. */
export async function withoutIndexes(
  owner: pg.Client,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any ($1::regclass[]) and not i.indisunique`,
    [tables],
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  return async () => {
    await owner.query(`set maintenance_work_mem = '512MB'`);
    for (const { definition } of rows) await owner.query(definition);
  };
}

// Large places write more than small ones, some topics more than others; what is old is answered.
const drawn = `create table bench_drawn as
  with p as materialized (select p.id, p.office_id, r.code, r.province_code, r.city_code, row_number() over (order by p.id) as n
    from posts p join regions r on r.code = p.region_code where p.receives),
  t as materialized (select id, row_number() over (order by id) as n from topics t
    where not exists (select from topics c where c.parent_id = t.id)),
  -- Numbered beforehand, so that a million are joined by a number.
  d as materialized (select g, 1 + floor(power(random(), 2) * (select count(*) from p))::bigint as post, 1 + floor(power(random(), 1.5) * (select count(*) from t))::bigint as topic,
    random() as c, random() as h, g * interval '7 minutes' as age from generate_series(1, $1::integer) g)
  select nextval('messages_id_seq') as id, g, now() - age as at, p.id as post_id, p.office_id, p.code as region_code, p.province_code, p.city_code, t.id as topic_id,
    (array['help','complaint','suggestion','consultation','thanks'])[case when c < 0.5 then 1 when c < 0.75 then 2 when c < 0.9 then 3 when c < 0.985 then 4 else 5 end] as kind,
    case when g < 300 then 'in-review' when g < $2::integer and h < 0.6 then 'waiting' when g < $3::integer and h < 0.7 then 'in-progress' when h < 0.05 then 'ended' else 'answered' end as standing
  from d join p on p.n = d.post join t on t.n = d.topic`;

const made = `insert into messages (id, code, post_id, region_code, province_code, city_code, kind, topic_id, wish, source, author_label, title, body, publication, handling, voice, attention,
    answerable_id, holder_id, next_step, due_at, first_due_at, received_at, published_at, transferred_at, answered_at, closed_at, closed_reason, answer_unit, history_seq, history_hash)
  select id, lpad((800000000000 + g)::text, 12, '0'), post_id, region_code, province_code, city_code, kind, topic_id, 'public', 'import', '王***',
    case when not review then '道路维修请求第' || g || '件' end, case when not review then repeat('门前道路塌陷积水,请尽快维修。', 28) end,
    case when review then 'awaiting-review' else 'public' end,
    case when standing in ('waiting', 'in-progress') then standing when review then 'waiting' else 'closed' end, 'not-said', 'normal',
    case when review then desk else office_id end, case when closed then null when review then desk else office_id end,
    case when review then 'review' when standing = 'waiting' then 'accept' when standing = 'in-progress' then 'answer' else 'none' end,
    case when not closed then at + interval '15 days' end, at + interval '15 days', at, case when not review then at end, case when not review then at end,
    case when standing = 'answered' then at + interval '4 days' end, case when closed then at + interval '40 days' end,
    case standing when 'answered' then 'archived' when 'ended' then 'passed-on' end, case when standing = 'answered' then '住房和城乡建设局' end,
    case standing when 'in-review' then 1 when 'waiting' then 2 when 'in-progress' then 4 when 'ended' then 2 else 6 end, '\\x00'
  from (select d.*, standing = 'in-review' as review, standing in ('answered', 'ended') as closed,
    (select id from offices where code = 'review-desk') as desk from bench_drawn d) d`;

const readable = `insert into public_texts (message_id, published_at, post_id, province_code, city_code, region_code, topic_id, kind, standing,
    pictures, adopted, folded)
  select id, published_at, post_id, province_code, city_code, region_code, topic_id, kind,
    case when standing in ('waiting', 'in-progress') then 'open' else standing end, false, false, title || E'\\n' || regexp_replace(body, '[,。]', '', 'g')
  from messages where publication = 'public' order by published_at, id`;

const traced = `insert into history (message_id, seq, step, role, actor_kind, office_id, at, changes, hash)
  select d.id, s.seq, s.step, 'machine', 'machine', d.office_id, d.at, '{}', '\\x00'
  from bench_drawn d cross join (values (1, 'submit'), (2, 'publish'), (3, 'accept'), (4, 'assign'), (5, 'answer'), (6, 'close')) s (seq, step)
  where s.seq <= case standing when 'in-review' then 1 when 'waiting' then 2 when 'in-progress' then 4 when 'ended' then 2 else 6 end`;

const answered = `insert into replies (message_id, type, state, office_id, unit_name, text, drafted_at, published_at)
  select m.id, 'final', 'published', m.answerable_id, m.answer_unit, repeat('已安排维修。', 30), m.answered_at, m.answered_at
  from messages m join bench_drawn d on d.id = m.id where m.answered_at is not null`;

const rated = `insert into ratings (message_id, round, solved, attitude, speed, words_state, at)
  select m.id, 1, 4, 5, 3, 'none', m.answered_at from messages m join bench_drawn d on d.id = m.id where m.answered_at is not null and d.g % 9 = 0`;

const clocked = `insert into clocks (message_id, what, promise, owner_id, starts_at, due_at, next_at, stopped_at)
  select m.id, 'reply', true, m.answerable_id, m.received_at, m.first_due_at, case when m.handling <> 'closed' then m.first_due_at end, coalesce(m.answered_at, m.closed_at)
  from messages m join bench_drawn d on d.id = m.id`;

const reviewed = `insert into publications (message_id, act, at)
  select id, 'published', at from bench_drawn where standing <> 'in-review'`;

const reviewClocks = `insert into clocks (message_id, what, promise, owner_id, starts_at, due_at, next_at)
  select m.id, 'review', false, m.answerable_id, m.received_at, m.received_at + interval '24 hours', m.received_at + interval '24 hours'
  from messages m join bench_drawn d on d.id = m.id where d.standing = 'in-review'`;

const counted = `insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, source, office_id, measures, days, ns)
  select date_trunc('month', at at time zone 'Asia/Shanghai')::date, post_id, region_code, province_code, city_code, topic_id, kind, 'import', office_id,
    array['public', 'public-' || standing] || case when standing = 'answered' then array['replied'] else '{}' end,
    array_fill(null::date, array[case when standing = 'answered' then 3 else 2 end]),
    array_fill(count(*)::integer, array[case when standing = 'answered' then 3 else 2 end])
  from bench_drawn where standing <> 'in-review' group by 1, 2, 3, 4, 5, 6, 7, 9, standing`;
