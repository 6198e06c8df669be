import { sql } from 'kysely';
import { emptyReport, type ImportReport } from '../../domain/import/import-report.ts';
import { named } from './compose.ts';
import { app, appPool } from './db.ts';
import type { Tx } from './tx.ts';

/** One import as it is kept: which row of the file comes next, and what became of those before it. */
export interface ImportRun {
  id: number;
  nextRow: number;
  report: ImportReport;
}

/** For so long a second import waits for the first one's connection to end. */
const patience = '10s';

/** Keeps other imports out until it is let go, or until this process ends; throws while another one runs. */
export async function holdImports(): Promise<() => Promise<void>> {
  const client = await appPool().connect();
  try {
    await client.query(`set lock_timeout = '${patience}'`);
    await client.query(`select pg_advisory_lock(hashtextextended('huiyin.import', 0))`);
  } catch (error) {
    client.release(true);
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new Error('Another import is running: wait for its end.', { cause: error });
  }
  // The connection is closed, not given back: the lock goes with it.
  return async () => client.release(true);
}

/** Takes up the unfinished import of the same file and map, or begins a new one. */
export async function openRun(of: {
  digest: Buffer;
  fileName: string;
  now: Date;
}): Promise<ImportRun & { resumed: boolean }> {
  const unfinished = await app()
    .selectFrom('imports')
    .select(['id', 'next_row', 'report'])
    .where('file_digest', '=', of.digest)
    .where('finished_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (unfinished) {
    const report = { ...emptyReport(), ...(unfinished.report as Partial<ImportReport>) };
    return { id: unfinished.id, nextRow: unfinished.next_row, report, resumed: unfinished.next_row > 0 };
  }
  const { id } = await app()
    .insertInto('imports')
    .values({
      file_digest: of.digest,
      file_name: of.fileName,
      started_at: of.now,
      next_row: 0,
      report: JSON.stringify(emptyReport()),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, nextRow: 0, report: emptyReport(), resumed: false };
}

const keep = named('update imports set next_row = $2, report = $3 where id = $1');

/** Writes down how far an import has come, in the transaction that made the messages. */
export async function keepProgress(tx: Tx, run: ImportRun): Promise<void> {
  await tx.rows(keep, [run.id, run.nextRow, JSON.stringify(run.report)]);
}

/** Marks an import as finished. */
export async function finishRun(id: number): Promise<void> {
  await app()
    .updateTable('imports')
    .set({ finished_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

/** Which of these references are messages already. */
export async function knownRefs(refs: readonly string[]): Promise<Set<string>> {
  if (refs.length === 0) return new Set();
  const rows = await app()
    .selectFrom('messages')
    .select('import_ref')
    .where('import_ref', 'in', [...refs])
    .execute();
  return new Set(rows.flatMap(({ import_ref }) => (import_ref === null ? [] : [import_ref])));
}
