import { Refusal } from '../../domain/refusal.ts';
import { named, type Statement } from './compose.ts';
import { columns, isCode, type Locked, lockedOf, type LockRow, withMessage } from './lock-message.ts';
import { joined, type SetPart } from './sets.ts';
import { together } from './together.ts';
import { type Tx, underLock } from './tx.ts';

type Work<T> = (tx: Tx, locked: Locked) => Promise<T>;
type Outcome = { done: unknown } | { failed: unknown } | 'alone';

// Behind a subquery the planner takes any number of codes alike: one plan serves all, and planning took longer than reading.
const codes = 'any (array(select unnest($1::text[])))';
// A message that somebody else holds is not waited for: the others of the run would wait with it.
const lockFree = named(`select id from messages where code = ${codes} order by code for update skip locked`);
const standing = named(
  `select ${columns} from messages m join posts p on p.id = m.post_id where m.code = ${codes}`,
);

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
    const values = [codes];
    return underLock<LockRow, Outcome[]>(
      { lock: { statement: lockFree, values }, ask: { statement: standing, values } },
      (tx, rows, locked) => {
        const ours = new Set(locked.map(({ id }) => id));
        const free = new Map(rows.filter(({ id }) => ours.has(id)).map((row) => [row.code, row]));
        const parts: Part[] = [];
        const outcomes = asked.map(({ code, work }) => {
          const row = free.get(code);
          // Of two who want the same message the second comes after the first.
          free.delete(code);
          if (!row) return 'alone';
          const part = new Part(tx);
          parts.push(part);
          return outcomeOf(part, lockedOf(row), work);
        });
        return Promise.all(outcomes).finally(() => keepAll(tx, parts));
      },
    );
  },
);

async function outcomeOf(part: Part, locked: Locked, work: Work<unknown>): Promise<Outcome> {
  try {
    const done = await work(part, locked);
    part.through = true;
    return { done };
  } catch (failed) {
    return { failed };
  }
}

// A step that writes in rows alone writes them in one statement with the others that do.
function keepAll(tx: Tx, parts: readonly Part[]): void {
  const through = parts.filter((part) => part.through);
  const inRows = through.filter((part) => part.inRows);
  for (const part of through) if (!part.inRows) for (const write of part.writes) write(tx);
  for (const sets of joined(inRows.map((part) => part.rowsWritten))) tx.writeRows(sets);
  for (const part of through) for (const tell of part.tells) tx.whenKept(tell);
}

/** One step's part of a shared transaction: what it writes counts once it is through. */
class Part implements Tx {
  through = false;
  readonly writes: ((tx: Tx) => void)[] = [];
  readonly rowsWritten: SetPart[] = [];
  readonly tells: (() => void)[] = [];
  readonly #tx: Tx;

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** Is all that it writes one write in rows? */
  get inRows(): boolean {
    return this.writes.length === 1 && this.rowsWritten.length > 0;
  }

  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    if (this.writes.length > 0) throw new Error('A step among others asks first and writes last.');
    return this.#tx.rows(statement, values);
  }

  write(statement: Statement, values: readonly unknown[]): void {
    this.writes.push((tx) => tx.write(statement, values));
  }

  writeRows(sets: readonly SetPart[]): void {
    this.writes.push((tx) => tx.writeRows(sets));
    this.rowsWritten.push(...sets);
  }

  whenKept(tell: () => void): void {
    this.tells.push(tell);
  }
}
