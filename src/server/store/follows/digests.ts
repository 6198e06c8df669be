import type { DigestSpan } from '../../../domain/following-news.ts';
import { named } from '../compose.ts';
import { alone } from '../tx.ts';

const lastEnd = named('select max(to_at) as at from digest_days');

/** Where the last digest ended; null: there was none yet. */
export async function lastDigestEnd(): Promise<Date | null> {
  return (await alone.rows<{ at: Date | null }>(lastEnd, []))[0]?.at ?? null;
}

// What came on one day, spread over all that it belongs to; then only what somebody follows is kept.
const draw =
  named(`with drawn as (insert into digest_days (on_day, from_at, to_at) values ($1, $2, $3) on conflict do nothing returning on_day),
  old as (delete from digests where on_day < $1::date - 7 returning 1),
  came as (
    select m.post_id, m.region_code, m.city_code, m.province_code, m.topic_id, t.parent_id, 1 as messages, 0 as answers
    from drawn, messages m join topics t on t.id = m.topic_id where m.publication = 'public' and m.published_at >= $2 and m.published_at < $3
    union all
    select m.post_id, m.region_code, m.city_code, m.province_code, m.topic_id, t.parent_id, 0, 1
    from drawn, messages m join topics t on t.id = m.topic_id where m.publication = 'public' and m.answered_at >= $2 and m.answered_at < $3),
  spread as (
    select 'leader' as what, post_id as ref, messages, answers from came
    union all select 'topic', topic_id, messages, answers from came
    union all select 'topic', parent_id, messages, answers from came where parent_id is not null
    union all select 'region', region_code::bigint, messages, answers from came where region_code is not null
    union all select 'region', city_code::bigint, messages, answers from came where city_code is distinct from region_code and city_code is not null
    union all select 'region', province_code::bigint, messages, answers from came
      where province_code is not null and province_code is distinct from region_code and province_code is distinct from city_code),
  sums as (select what, ref, sum(messages)::integer as messages, sum(answers)::integer as answers from spread group by what, ref),
  kept as (insert into digests (on_day, what, ref, messages, answers) select $1, s.what, s.ref, s.messages, s.answers from sums s
    where exists (select from follows f where f.what = s.what and f.ref = s.ref) returning 1),
  onward as (insert into outbox (task, payload, run_at, job_key)
    select 'tell-digests', jsonb_build_object('on', $1::text, 'after', 0), $4, 'digests:' || $1 || ':0' from drawn
    where exists (select from kept) returning 1)
  select (select count(*) from kept)::integer as kept, (select count(*) from onward) as onward, (select count(*) from old) as old`);

/** Draws up what was new of everything that somebody follows, once a day, and leaves the job that tells it. Returns of how much there is news. */
export async function drawDigests({ on, from, to }: DigestSpan, now: Date): Promise<number> {
  return (await alone.rows<{ kept: number }>(draw, [on, from, to, now]))[0]?.kept ?? 0;
}

const tell = named(`with batch as (select f.id, f.citizen_id, f.what, f.ref, d.messages, d.answers
    from follows f join digests d on d.on_day = $1::date and d.what = f.what and d.ref = f.ref join digest_days y on y.on_day = d.on_day
    where f.what <> 'message' and f.id > $2 and f.made_at < y.to_at order by f.id limit $3),
  told as (insert into notices (citizen_id, what, cause, at, follow_what, follow_ref, new_messages, new_answers)
    select citizen_id, 'digest', 'digest:' || $1 || ':f' || id, $4, what, ref, messages, answers from batch on conflict (cause) do nothing returning 1),
  onward as (insert into outbox (task, payload, run_at, job_key)
    select 'tell-digests', jsonb_build_object('on', $1::text, 'after', max(id)), $4, 'digests:' || $1 || ':' || max(id)
    from batch having count(*) = $3 returning 1)
  select (select count(*) from told)::integer as told, (select count(*) from onward) as onward`);

/** Tells the next followers what was new on a day, each once, and leaves a job for those behind them. Returns how many were told. */
export async function tellNextDigests(
  on: string,
  of: { after: number; most: number; now: Date },
): Promise<number> {
  return (await alone.rows<{ told: number }>(tell, [on, of.after, of.most, of.now]))[0]?.told ?? 0;
}
