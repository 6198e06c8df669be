import type { MessageNews } from '../../../domain/following-news.ts';
import { named } from '../compose.ts';
import { alone } from '../tx.ts';

/** News of a message on its way to those who follow it. */
export interface News {
  message: number;
  news: MessageNews;
  /** The happening's own name. */
  cause: string;
  /** When it happened: who began to follow later is not told. */
  at: Date;
}

const begin =
  named(`insert into outbox (task, payload, run_at, job_key) select 'tell-followers', $2::jsonb, $3, $4
  where exists (select from follows where what = 'message' and ref = $1)`);

/** Leaves a job that tells the followers of a message, where it has any. */
export async function beginNews({ message, news, cause, at }: News): Promise<void> {
  const payload = { message, news, cause, at: at.toISOString(), after: 0 };
  await alone.rows(begin, [message, JSON.stringify(payload), at, `news:${cause}:0`]);
}

// Of a message that is not shown nothing is told but that; what has come back is not told to be gone. A matter is closed once,
// however often its author rates it. The notice and the job for those who come next are one statement: what was told is not told
// again, and what was not has its job still.
const tell = named(`with m as (select id, code, author_id, closed_at from messages
    where id = $1 and (publication = 'public') = ($3 <> 'news-gone') and ($3 <> 'news-closed' or handling = 'closed')),
  batch as (select f.id, f.citizen_id, m.author_id, case when $3 = 'news-closed' then m.id || ':closed:' || extract(epoch from m.closed_at) else $4::text end as cause
    from m join follows f on f.what = 'message' and f.ref = m.id where f.id > $2 and f.made_at <= $5 order by f.id limit $6),
  told as (insert into notices (citizen_id, message_id, what, cause, at, follow_what, follow_ref)
    select b.citizen_id, $1, $3, b.cause || ':f' || b.id, $7, 'message', $1 from batch b where b.citizen_id is distinct from b.author_id
    on conflict (cause) do nothing returning 1),
  onward as (insert into outbox (task, payload, run_at, job_key)
    select 'tell-followers', jsonb_build_object('message', $1::bigint, 'news', $3::text, 'cause', $4::text, 'at', $8::text, 'after', max(id)), $7,
      'news:' || $4 || ':' || max(id) from batch having count(*) = $6 returning 1)
  select (select count(*) from told)::integer as told, (select count(*) from onward)::integer as onward`);

/** Tells the next followers of a message, each once, and leaves a job for those behind them. Returns how many were told. */
export async function tellNextFollowers(
  { message, news, cause, at }: News,
  of: { after: number; most: number; now: Date },
): Promise<number> {
  const values = [message, of.after, news, cause, at, of.most, of.now, at.toISOString()];
  return (await alone.rows<{ told: number }>(tell, values))[0]?.told ?? 0;
}
