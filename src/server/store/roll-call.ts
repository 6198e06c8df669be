import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { named } from './compose.ts';
import { alone } from './tx.ts';

/** The presence of one worker: as long as its connection lives, the database knows that it does. */
export interface Presence {
  leave(): Promise<void>;
}

const again = 1000;

/**
 * Answers the roll call under the name by which this worker locks its jobs. When the process dies, however it dies,
 * its connection dies with it, and others take its jobs over.
 */
export function answerRollCall(url: string, name: string): Presence {
  const leaving = new AbortController();
  const stay = stayPresent(url, name, leaving.signal);
  return {
    leave: async () => {
      leaving.abort();
      await stay;
    },
  };
}

async function stayPresent(url: string, name: string, leaving: AbortSignal): Promise<void> {
  while (!leaving.aborted) {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'huiyin roll call',
      keepAlive: true,
    });
    const gone = new Promise<void>((resolve) => {
      // A broken connection may say so twice; whoever does not listen is ended by it.
      client.on('error', () => resolve());
      client.once('end', () => resolve());
      leaving.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      await client.connect();
      await client.query(`select pg_advisory_lock(hashtext('huiyin.worker'), hashtext($1))`, [name]);
      await gone;
    } catch {
      // The database is away; the job queue says so in the log.
    }
    await client.end().catch(() => {});
    if (!leaving.aborted) await pause(again, undefined, { signal: leaving }).catch(() => {});
  }
}

// A job that was locked a moment ago may belong to a worker that is about to answer for the first time.
const free = named(`with dead as (
    select distinct j.locked_by from graphile_worker._private_jobs j
    where j.locked_by is not null and j.locked_at < now() - make_interval(secs => $1)
      and not exists (select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = hashtext('huiyin.worker')::oid and l.objid = hashtext(j.locked_by)::oid)
  ), freed as (select array_agg(locked_by) as names from dead)
  select cardinality(names) as n, graphile_worker.force_unlock_workers(names) from freed where names is not null`);

/** Gives the jobs of dead workers back to the living. Returns how many workers did not answer. */
export async function freeJobsOfTheDead(graceSeconds: number): Promise<number> {
  return (await alone.rows<{ n: number }>(free, [graceSeconds]))[0]?.n ?? 0;
}
