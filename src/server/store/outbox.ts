import { named } from './compose.ts';
import { packed, stirChannel, stirsOf } from './stirs.ts';
import { inTransaction, type Tx } from './tx.ts';

/** A row of the outbox: what a step left behind for the worker. */
export interface OutboxRow {
  id: number;
  task: string;
  payload: Record<string, unknown>;
  run_at: Date;
  job_key: string | null;
}

/** How a row becomes a job of the queue; null: it needs nobody and is dropped. */
export type Posting = { tries: number } | null;

const oldest =
  named(`delete from outbox where id = any (array(select id from outbox order by id limit $1 for update skip locked))
    returning id, task, payload, run_at, job_key`);

const addJobs = named(`select count(*)::integer as added from graphile_worker.add_jobs(array(
  select row(j.task, j.payload::json, null, j.run_at, j.tries, j.key, null, null)::graphile_worker.job_spec
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::smallint[], $5::text[]) as j (task, payload, run_at, tries, key)))`);

const notify = named('select pg_notify($1, told) from unnest($2::text[]) as told');
const chains = named(`with recursive up(id, above, depth) as (
    select o.id, o.above_id, 1 from offices o where o.id = any ($1::bigint[])
    union all select up.id, o.above_id, up.depth + 1 from up join offices o on o.id = up.above where up.depth < 9
  ) select id, array_agg(above) filter (where above is not null) as above from up group by id`);

/**
 * Moves the oldest rows into the job queue in one transaction: a row is in one of the two, never in both or none.
 * Rows whose time is still to come wait in the queue, so that the outbox stays short. Returns how many were taken.
 */
export async function moveOutbox(
  now: Date,
  most: number,
  posting: (row: OutboxRow) => Posting,
): Promise<number> {
  return inTransaction<OutboxRow, number>({ statement: oldest, values: [most] }, async (tx, rows) => {
    await tellStirs(tx, rows, now);
    const jobs = latestOfEachKey(rows.filter(({ task }) => task !== 'stir')).flatMap((row) => {
      const posted = posting(row);
      return posted ? [{ ...row, tries: posted.tries }] : [];
    });
    if (jobs.length > 0) {
      tx.write(addJobs, [
        jobs.map((j) => j.task),
        jobs.map((j) => JSON.stringify(j.payload)),
        // A time that has come is the queue's own "now".
        jobs.map((j) => (j.run_at > now ? j.run_at : null)),
        jobs.map((j) => j.tries),
        jobs.map((j) => j.job_key),
      ]);
    }
    return rows.length;
  });
}

// The queue refuses two jobs of one key in one call; the later one replaces the earlier.
function latestOfEachKey(rows: readonly OutboxRow[]): OutboxRow[] {
  const byId = [...rows].sort((a, b) => a.id - b.id);
  const latest = new Map(byId.filter((r) => r.job_key !== null).map((r) => [r.job_key, r.id]));
  return byId.filter((r) => r.job_key === null || latest.get(r.job_key) === r.id);
}

// One flag a batch: a notification in each step's own transaction would halve the rate.
async function tellStirs(tx: Tx, rows: readonly OutboxRow[], now: Date): Promise<void> {
  const stirs = stirsOf(rows);
  if (stirs.length === 0) return;
  const offices = [...new Set(stirs.flatMap((stir) => stir.at))];
  const above = await tx.rows<{ id: number; above: (number | string)[] | null }>(chains, [offices]);
  const byOffice = new Map(above.map((row) => [row.id, (row.above ?? []).map(Number)]));
  tx.write(notify, [stirChannel, packed(stirs, byOffice, now)]);
}
