import { Refusal } from '../../domain/refusal.ts';
import { named } from './compose.ts';
import { columns, isCode, type Locked, lockedOf, type LockRow, withMessage } from './lock-message.ts';
import { together } from './together.ts';
import { inTransaction, type Statement, type Tx } from './tx.ts';

type Work<T> = (tx: Tx, locked: Locked) => Promise<T>;
type Outcome = { done: unknown } | { failed: unknown } | 'alone';

// A message that somebody else holds is not waited for: the others of the run would wait with it.
const lockFree = named(`select ${columns} from messages m join posts p on p.id = m.post_id
  where m.code = any ($1::text[]) order by m.code for update of m skip locked`);

/**
 * Like `withMessage`, for steps that ask first and write last: whoever comes while others are under way shares a
 * transaction with them. Each keeps its own outcome; one that is refused leaves nothing behind.
 */
export async function amongOthers<T>(code: string, work: Work<T>): Promise<T> {
  if (!isCode(code)) throw new Refusal('not-found');
  const outcome = await share({ code, work });
  if (outcome === 'alone') return withMessage(code, work);
  if ('failed' in outcome) throw outcome.failed;
  return outcome.done as T;
}

const share = together(
  async (asked: readonly { code: string; work: Work<unknown> }[]): Promise<Outcome[]> => {
    const [only] = asked;
    if (asked.length === 1 && only) return [{ done: await withMessage(only.code, only.work) }];
    const codes = [...new Set(asked.map(({ code }) => code))];
    return inTransaction<LockRow, Outcome[]>({ statement: lockFree, values: [codes] }, (tx, rows) => {
      const free = new Map(rows.map((row) => [row.code, row]));
      return Promise.all(
        asked.map(({ code, work }) => {
          const row = free.get(code);
          // Of two who want the same message the second comes after the first.
          free.delete(code);
          return row ? outcomeOf(tx, lockedOf(row), work) : 'alone';
        }),
      );
    });
  },
);

async function outcomeOf(tx: Tx, locked: Locked, work: Work<unknown>): Promise<Outcome> {
  const part = new Part(tx);
  try {
    const done = await work(part, locked);
    part.keep();
    return { done };
  } catch (failed) {
    return { failed };
  }
}

/** One step's part of a shared transaction: what it writes counts once it is through. */
class Part implements Tx {
  readonly #tx: Tx;
  readonly #written: [Statement, readonly unknown[]][] = [];
  readonly #tell: (() => void)[] = [];

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    if (this.#written.length > 0) throw new Error('A step among others asks first and writes last.');
    return this.#tx.rows(statement, values);
  }

  write(statement: Statement, values: readonly unknown[]): void {
    this.#written.push([statement, values]);
  }

  whenKept(tell: () => void): void {
    this.#tell.push(tell);
  }

  keep(): void {
    for (const [statement, values] of this.#written) this.#tx.write(statement, values);
    for (const tell of this.#tell) this.#tx.whenKept(tell);
  }
}
