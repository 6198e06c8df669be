import { named } from './compose.ts';
import { alone } from './tx.ts';

const locks = named('delete from review_locks where until_at <= $1 returning 1');
const deliveries =
  named(`update deliveries set state = 'failed', last_error = coalesce(last_error, 'given-up'), at = $2
  where state = 'waiting' and at <= $1 returning 1`);
const jobs = named(`select count(*)::integer as n from graphile_worker.complete_jobs(array(
  select id from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null and updated_at <= $1))`);
const broken = named(`select t.identifier as task, count(*)::integer as n from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts >= j.max_attempts and j.locked_at is null and j.updated_at > $1 group by 1`);

/** Removes review locks that nobody holds any more. */
export async function sweepReviewLocks(now: Date): Promise<number> {
  return (await alone.rows(locks, [now])).length;
}

/** Marks deliveries failed whose job is long over without an outcome (its worker died at the last try). */
export async function sweepDeliveries(before: Date, now: Date): Promise<number> {
  return (await alone.rows(deliveries, [before, now])).length;
}

/** Removes jobs that were given up long ago. */
export async function sweepGivenUpJobs(before: Date): Promise<number> {
  return (await alone.rows<{ n: number }>(jobs, [before]))[0]?.n ?? 0;
}

/** The jobs given up since then, by task. */
export async function givenUpSince(since: Date): Promise<{ task: string; n: number }[]> {
  return alone.rows(broken, [since]);
}
