import { named } from './compose.ts';
import type { Job } from './jobs.ts';
import type { Tx } from './tx.ts';

const leave = named(`insert into outbox (task, payload, run_at, job_key)
  select j.task, j.payload, j.run_at, j.job_key from jsonb_to_recordset($1::jsonb) as j (task text, payload jsonb, run_at timestamptz, job_key text)`);

/** Leaves jobs in a transaction that is about no message. */
export function leaveJobs(tx: Tx, jobs: readonly Job[]): void {
  const rows = jobs.map(({ task, payload, runAt, key }) => ({ task, payload, run_at: runAt, job_key: key }));
  tx.write(leave, [JSON.stringify(rows)]);
}
