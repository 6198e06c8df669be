import type pg from 'pg';
import type { Hear } from '../backup/copy-out.ts';
import type { Manifest } from '../backup/manifest.ts';
import { copyIn } from './copy-in.ts';

const batch = 5000;

/**
 * Puts the jobs of the backup into the queue again, each with all its tries: what had not been done then is done now.
 * What was done after the snapshot is done once more, which every task is made for.
 */
export async function bringBackJobs(
  client: pg.ClientBase,
  { jobs }: Manifest,
  from: { folder: string; hear: Hear },
): Promise<void> {
  await client.query(`create temporary table jobs_kept (id bigint generated always as identity primary key, task text, payload json,
    queue text, run_at timestamptz, tries integer, key text, priority integer, flags text[]) on commit drop`);
  await copyIn(client, jobs, { ...from, into: 'jobs_kept' });
  for (let after = 0; after < jobs.rows; after += batch)
    await client.query(
      `select count(*) from graphile_worker.add_jobs(array(
        select row(task, payload, queue, run_at, tries, key, priority, flags)::graphile_worker.job_spec
        from jobs_kept where id > $1 and id <= $2 order by id))`,
      [after, after + batch],
    );
}
