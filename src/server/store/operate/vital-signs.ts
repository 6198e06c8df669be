import { setTimeout as pause } from 'node:timers/promises';
import { appPool, privatePool, replica } from '../db.ts';

/** How the house is, as the database knows it; seconds and counts. */
export interface VitalSigns {
  outboxRows: number;
  outboxOldestSeconds: number;
  jobsWaiting: number;
  jobsOldestSeconds: number;
  jobsGivenUp: number;
  clocksOverdue: number;
  clocksOldestSeconds: number;
  deltasUnfolded: number;
}

const patienceMs = 3000;
// What is counted is bounded: a number that is this high says enough.
const question = `
  with outboxed as (select count(*) as n, min(run_at) as oldest from (select run_at from outbox where run_at <= now() limit 100000) o),
    jobs as (select count(*) filter (where attempts < max_attempts) as n, min(run_at) filter (where attempts < max_attempts) as oldest,
      count(*) filter (where attempts >= max_attempts) as given_up
      from (select run_at, attempts, max_attempts from graphile_worker._private_jobs where run_at <= now() limit 100000) j),
    overdue as (select count(*) as n, min(next_at) as oldest from (select next_at from clocks where next_at <= now() order by next_at limit 100000) c)
  select o.n as "outboxRows", coalesce(extract(epoch from now() - o.oldest), 0)::float8 as "outboxOldestSeconds",
    j.n as "jobsWaiting", coalesce(extract(epoch from now() - j.oldest), 0)::float8 as "jobsOldestSeconds", j.given_up as "jobsGivenUp",
    c.n as "clocksOverdue", coalesce(extract(epoch from now() - c.oldest), 0)::float8 as "clocksOldestSeconds",
    (select count(*) from (select from deltas limit 100000) d) as "deltasUnfolded"
  from outboxed o, jobs j, overdue c`;

/** Asks the database how the house is; null where it does not answer within three seconds. */
export async function vitalSigns(): Promise<VitalSigns | null> {
  const asked = appPool()
    .query<VitalSigns>(question)
    .then(
      ({ rows }) => rows[0] ?? null,
      () => null,
    );
  return Promise.race([asked, pause(patienceMs, null, { ref: false })]);
}

/** How many connections each pool of this process has: all, idle, and how many callers wait for one. */
export function poolSigns(): { pool: string; total: number; idle: number; waiting: number }[] {
  const pools = [['app', appPool()] as const, ...privately()];
  return pools.map(([pool, { totalCount, idleCount, waitingCount }]) => ({
    pool,
    total: totalCount,
    idle: idleCount,
    waiting: waitingCount,
  }));
}

/** How visitors' reads were served where there is a replica: from it, or from the database because it was behind or away. */
export function replicaSigns(): Record<string, number> {
  return { ...replica()?.counts };
}

function privately() {
  try {
    return [['private', privatePool()] as const];
  } catch {
    return [];
  }
}
