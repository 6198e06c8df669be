/**
 * Statements that fill a board with public messages in the shares of a real one: most are answered, few wait, some
 * hundreds are in review; with traces, answers, clocks, ratings, private words and numbers. They work on the messages
 * that `drawn` made, in the order of time.
 */

/** Which messages are drawn: of a board of `messages`, one each `every`, those after number `from` up to number `to`. */
export interface Drawing {
  messages: number;
  /** Among how many of the newest there are some that wait, and some that are being handled. */
  waitingAmong: number;
  handledAmong: number;
  /** An interval of PostgreSQL. */
  every: string;
  from: number;
  to: number;
  /** When the newest was sent. */
  newest: Date;
}

/** The values of `drawn`. */
export const drawingValues = (d: Drawing): unknown[] => [
  d.messages,
  d.waitingAmong,
  d.handledAmong,
  d.every,
  d.from,
  d.to,
  d.newest,
];

// Large places write more than small ones, some topics more than others; what is old is answered.
export const drawn = `create table bench_drawn as
  with p as materialized (select p.id, p.office_id, r.code, r.province_code, r.city_code, row_number() over (order by p.id) as n
    from posts p join regions r on r.code = p.region_code where p.receives),
  t as materialized (select id, row_number() over (order by id) as n from topics t
    where not exists (select from topics c where c.parent_id = t.id)),
  -- Numbered beforehand, so that a million are joined by a number.
  d as materialized (select g, 1 + floor(power(random(), 2) * (select count(*) from p))::bigint as post, 1 + floor(power(random(), 1.5) * (select count(*) from t))::bigint as topic,
    random() as c, random() as h, random() as q, $1::integer - g + 1 as rank, ($1::integer - g + 1) * $4::interval as age
    from generate_series($5::integer + 1, $6::integer) g)
  select nextval('messages_id_seq') as id, g, $7::timestamptz - age as at, p.id as post_id, p.office_id, p.code as region_code, p.province_code, p.city_code, t.id as topic_id,
    (array['help','complaint','suggestion','consultation','thanks'])[case when c < 0.5 then 1 when c < 0.75 then 2 when c < 0.9 then 3 when c < 0.985 then 4 else 5 end] as kind,
    (array['web','app','wechat','mini-program','phone'])[1 + floor(q * q * 5)::integer] as source, (power(q, 2) * 30)::integer as days, q < 0.12 as rated,
    case when rank < 300 then 'in-review' when rank < $2::integer and h < 0.6 then 'waiting' when rank < $3::integer and h < 0.7 then 'in-progress' when h < 0.05 then 'ended' else 'answered' end as standing
  from d join p on p.n = d.post join t on t.n = d.topic order by g`;

const due = `date_trunc('day', at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' + interval '22 days'`;

/** Texts come from the table bench_texts (g, title, body, place, folded), or are all the same. */
export const made = (texts: boolean): string => `
  insert into messages (id, code, post_id, region_code, province_code, city_code, kind, topic_id, wish, source, author_label, title, body, place, publication, handling, voice, attention,
    answerable_id, holder_id, next_step, due_at, first_due_at, received_at, published_at, transferred_at, first_answered_at, answered_at, answer_days, closed_at, closed_reason, answer_unit,
    ratings, satisfied, history_seq, history_hash, key_id, wrapped_key)
  select id, lpad((800000000000 + d.g)::text, 12, '0'), post_id, region_code, province_code, city_code, kind, topic_id, 'public', source, '王***',
    case when not review then ${texts ? 'x.title' : `'道路维修请求第' || d.g || '件'`} end,
    case when not review then ${texts ? 'x.body' : `repeat('门前道路塌陷积水,请尽快维修。', 28)`} end,
    case when not review then ${texts ? 'x.place' : 'null'} end,
    case when review then 'awaiting-review' else 'public' end,
    case when standing in ('waiting', 'in-progress') then standing when review then 'waiting' else 'closed' end, 'not-said', 'normal',
    case when review then desk else office_id end, case when closed then null when review then desk else office_id end,
    case when review then 'review' when standing = 'waiting' then 'accept' when standing = 'in-progress' then 'answer' else 'none' end,
    case when not closed then ${due} end, ${due}, at, case when not review then at end, case when not review then at end, answered, answered,
    case when answered is not null then days end, case when closed then at + interval '40 days' end,
    case standing when 'answered' then 'archived' when 'ended' then 'passed-on' end, case when standing = 'answered' then '住房和城乡建设局' end,
    rated::integer, (rated and d.g % 3 > 0)::integer,
    case standing when 'in-review' then 1 when 'waiting' then 2 when 'in-progress' then 4 when 'ended' then 2 else 6 end, sha256(d.g::text::bytea),
    'bench', sha256(d.g::text::bytea) || sha256(d.g::text::bytea)
  from (select d.*, standing = 'in-review' as review, standing in ('answered', 'ended') as closed, case when standing = 'answered' then at + days * interval '1 day' end as answered,
    (select id from offices where code = 'review-desk') as desk from bench_drawn d) d ${texts ? 'join bench_texts x on x.g = d.g' : ''} order by d.g`;

/** What the search reads of them. */
export const readable = (texts: boolean): string => `
  insert into public_texts (message_id, published_at, post_id, province_code, city_code, region_code, topic_id, kind, standing,
    pictures, adopted, folded)
  select m.id, m.published_at, m.post_id, m.province_code, m.city_code, m.region_code, m.topic_id, m.kind,
    case when d.standing in ('waiting', 'in-progress') then 'open' else d.standing end, false, false,
    ${texts ? 'x.folded' : `m.title || E'\\n' || regexp_replace(m.body, '[,。]', '', 'g')`}
  from bench_drawn d join messages m on m.id = d.id ${texts ? 'join bench_texts x on x.g = d.g' : ''} where d.standing <> 'in-review' order by d.g`;

// What a step tells of itself is as large as what the program writes: states before and after, and ids.
const traced = `insert into history (message_id, seq, step, role, actor_kind, office_id, at, changes, hash)
  select d.id, s.seq, s.step, s.role, 'machine', d.office_id, d.at,
    case s.seq when 1 then jsonb_build_object('due', d.at, 'next', '[null, "review"]'::jsonb, 'post', d.post_id, 'handling', '[null, "waiting"]'::jsonb, 'publication', '[null, "awaiting-review"]'::jsonb)
      when 2 then jsonb_build_object('next', '["review", "accept"]'::jsonb, 'holder', jsonb_build_array(1, d.office_id), 'answerable', jsonb_build_array(1, d.office_id), 'publication', '["awaiting-review", "public"]'::jsonb)
      when 4 then jsonb_build_object('order', d.id, 'holder', jsonb_build_array(d.office_id, d.office_id + 1))
      when 5 then jsonb_build_object('next', '["answer", "none"]'::jsonb, 'reply', d.id, 'holder', jsonb_build_array(d.office_id, null), 'handling', '["in-progress", "answered"]'::jsonb)
      else s.changes end, sha256((d.g + s.seq)::text::bytea)
  from bench_drawn d cross join (values (1, 'submit', 'author', null::jsonb), (2, 'publish', 'reviewer', null), (3, 'accept', 'officer', '{"next": ["accept", "answer"], "handling": ["waiting", "in-progress"]}'),
    (4, 'assign', 'officer', null), (5, 'answer', 'officer', null), (6, 'close', 'machine', '{"handling": ["answered", "closed"]}')) s (seq, step, role, changes)
  where s.seq <= case standing when 'in-review' then 1 when 'waiting' then 2 when 'in-progress' then 4 when 'ended' then 2 else 6 end`;

const answered = `insert into replies (message_id, type, state, office_id, unit_name, text, drafted_at, published_at)
  select m.id, 'final', 'published', m.answerable_id, m.answer_unit, repeat('已安排维修。', 30), m.answered_at, m.answered_at
  from messages m join bench_drawn d on d.id = m.id where m.answered_at is not null`;

const rated = `insert into ratings (message_id, round, solved, attitude, speed, words_state, at)
  select m.id, 1, 4, 5, case when m.satisfied > 0 then 3 else 1 end, 'none', m.answered_at from messages m join bench_drawn d on d.id = m.id where d.rated and m.answered_at is not null`;

const clocked = `insert into clocks (message_id, what, promise, owner_id, starts_at, due_at, next_at, stopped_at)
  select m.id, 'reply', true, m.answerable_id, m.received_at, m.first_due_at, case when m.handling <> 'closed' then m.first_due_at end, coalesce(m.answered_at, m.closed_at)
  from messages m join bench_drawn d on d.id = m.id where d.standing <> 'in-review'`;

const reviewed = `insert into publications (message_id, act, at)
  select id, 'published', at from bench_drawn where standing <> 'in-review'`;

const reviewClocks = `insert into clocks (message_id, what, promise, owner_id, starts_at, due_at, next_at)
  select m.id, 'review', false, m.answerable_id, m.received_at, m.received_at + interval '24 hours', m.received_at + interval '24 hours'
  from messages m join bench_drawn d on d.id = m.id where d.standing = 'in-review'`;

/** Everything of a message beside itself, in this order. */
export const around = [traced, answered, rated, clocked, reviewed, reviewClocks] as const;

/** The movements of the public numbers that these messages were. */
export const counted = `insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, source, office_id, measures, days, ns)
  select date_trunc('month', at at time zone 'Asia/Shanghai')::date, post_id, region_code, province_code, city_code, topic_id, kind, source, office_id,
    m, array_fill(null::date, array[cardinality(m) - cardinality(o)]) || o, array_fill(count(*)::integer, array[cardinality(m)])
  from (select d.*, case when open then array[(${due})::date] else '{}' end as o,
      array['received', 'public', 'public-' || standing]
      || case when standing = 'answered' then array['replied', 'heard', 'heard-in-time', 'days-' || lpad(days::text, 2, '0')]
        || case when kind <> 'thanks' then array['promised'] || case when days <= 22 then array['on-time'] else '{}' end else '{}' end
        || case when rated then array['asked', 'settled', 'rated'] || case when g % 3 > 0 then array['satisfied'] else '{}' end else '{}' end else '{}' end
      || case when open then array['owed'] else '{}' end as m
    from (select d.*, standing in ('waiting', 'in-progress') as open from bench_drawn d) d where standing <> 'in-review') d
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, m, o`;

/**
 * What is kept encrypted: of everybody the name and the way to reach them, and of one in five the original, where the
 * public text covers something; with as many tokens of the private search as its words. Inside a transaction.
 */
export const privately = [
  `set local huiyin.door = 'open'`,
  `insert into private.words (message_id, what, ciphertext, at, tokens, tokens_key)
   select id, 'sender', sha256(g::text::bytea) || sha256(g::text::bytea) || sha256(g::text::bytea) || sha256(g::text::bytea), at, '{}', 'bench' from bench_drawn`,
  `insert into private.words (message_id, what, ciphertext, at, tokens, tokens_key)
   select d.id, 'original', decode(repeat(encode(sha256(d.g::text::bytea), 'hex'), 44), 'hex'), d.at, t.tokens, 'bench'
   from bench_drawn d cross join lateral (
     select array_agg(distinct hashtextextended(floor(power(random() + i * 0, 2) * 20000)::text, extract(year from d.at)::bigint * 12 + extract(month from d.at)::bigint)) as tokens
     from generate_series(1, 120) i) t
   where d.g % 5 = 0`,
] as const;
