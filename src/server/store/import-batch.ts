import type { ImportReport } from '../../domain/import/import-report.ts';
import { named } from './compose.ts';
import { insertImported, type InRun } from './import-insert.ts';
import type { ImportedMessage } from './imported-message.ts';
import { keepProgress } from './import-run.ts';
import { inTransaction, type Tx } from './tx.ts';

/** How far an import has come once a batch is saved. */
export interface Progress {
  nextRow: number;
  report: ImportReport;
}

/**
 * Saves a batch and the progress of its import in one transaction. Messages that the database refuses are left out
 * alone; `settle` is told which and why, and says what is to be written down.
 */
export async function saveImported(
  messages: readonly ImportedMessage[],
  run: InRun,
  settle: (failed: ReadonlyMap<ImportedMessage, string>) => Progress,
): Promise<Progress> {
  return inTransaction(null, async (tx) => {
    const failed = await saveOrSift(tx, messages, run);
    const progress = settle(failed);
    await keepProgress(tx, { id: run.importId, ...progress });
    return progress;
  });
}

const before = named('savepoint before_messages');
const again = named('rollback to savepoint before_messages');
const done = named('release savepoint before_messages');

async function saveOrSift(
  tx: Tx,
  messages: readonly ImportedMessage[],
  run: InRun,
): Promise<Map<ImportedMessage, string>> {
  const failed = new Map<ImportedMessage, string>();
  if (messages.length === 0 || !(await attempt(tx, messages, run))) return failed;
  for (const message of messages) {
    const fault = (await attempt(tx, [message], run)) && (await attempt(tx, [message], run));
    if (fault) failed.set(message, fault);
  }
  return failed;
}

// Says what was wrong; undefined: saved. A second attempt draws another public code.
async function attempt(
  tx: Tx,
  messages: readonly ImportedMessage[],
  run: InRun,
): Promise<string | undefined> {
  await tx.rows(before, []);
  try {
    await insertImported(tx, messages, run);
    await tx.rows(done, []);
    return undefined;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (!isOfTheRow(code)) throw error;
    await tx.rows(again, []);
    return `the database refused it: ${message}`;
  }
}

// Wrong data, a breach of integrity, or more than PostgreSQL holds; anything else is not the row's fault.
function isOfTheRow(code: string | undefined): boolean {
  return code !== undefined && /^(22|23|54)/.test(code);
}
