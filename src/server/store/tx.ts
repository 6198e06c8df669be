import type pg from 'pg';
import { appPool } from './db.ts';
import type { Asked, Asking, Statement } from './compose.ts';
import { type SetPart, statementOf } from './sets.ts';

/** The one transaction of a step; comes first in every parameter list and is never optional. */
export interface Tx extends Asking {
  /** Writes without waiting: sent with the next question or with the commit, which fails when this fails. */
  write(statement: Statement, values: readonly unknown[]): void;
  /** The same for writes that are made of rows alone: steps that share a transaction write such rows together. */
  writeRows(sets: readonly SetPart[]): void;
  /** Told once everything is kept; a transaction that fails tells nothing. */
  whenKept(tell: () => void): void;
}

/** Runs the work in one transaction; it gets the rows of the opening, which travels with BEGIN, so that a lock costs no round trip of its own. */
export function inTransaction<Row, T>(
  opening: Asked | null,
  work: (tx: Tx, opened: Row[]) => Promise<T>,
): Promise<T> {
  return transaction(async (line) =>
    work(line, opening ? await line.rows<Row>(opening.statement, opening.values) : []),
  );
}

/** A lock, and what is asked once it is held. */
export interface Locking {
  lock: Asked;
  ask: Asked;
}

/**
 * The same where a lock is taken first: what is decided on is asked by a statement of its own, in the same packet. A
 * statement that had to wait for its lock sees the locked row as it is now, and all that hangs on it as it was before.
 */
export function underLock<Row, T>(
  { lock, ask }: Locking,
  work: (tx: Tx, rows: Row[], locked: { id: number }[]) => Promise<T>,
): Promise<T> {
  return transaction(async (line) => {
    const [locked = [], rows = []] = await line.rowsOf([lock, ask]);
    return work(line, rows as Row[], locked as { id: number }[]);
  });
}

async function transaction<T>(work: (line: Line) => Promise<T>): Promise<T> {
  const client = await appPool().connect();
  const line = new Line(client);
  try {
    line.begin();
    const result = await work(line);
    await line.commit();
    client.release();
    line.tellKept();
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

/** One statement that is a transaction by itself: where nothing exists yet that could be locked. */
export const alone: Asking = {
  async rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await appPool().query({ ...statement, values: values as unknown[] })).rows as Row[];
  },
};

/** A question, and what is set before it is asked. */
export interface Prefaced {
  before: Asked;
  question: Asked;
}

/** A reading that is a transaction by itself, in one packet; what is set before a question holds until the next one sets it anew. */
export async function readInOne(pool: pg.Pool, questions: readonly Prefaced[]): Promise<unknown[][]> {
  const client = await pool.connect();
  try {
    const asked = questions.flatMap(({ before, question }) => [queryOf(before), queryOf(question)]);
    const answers = await sendTogether(client, ['begin', ...asked, 'commit']);
    return questions.map((_, n) => answers[2 * n + 2]?.rows ?? []);
  } finally {
    // Also after a failure: what came behind it, the commit too, is answered before this connection is used again.
    client.release();
  }
}

type Query = string | pg.QueryConfig;

function queryOf({ statement, values }: Asked): Query {
  return { ...statement, values: values as unknown[] };
}

// The first to fail is the one that tells why; those behind it only say that the transaction is over.
async function sendTogether(client: pg.PoolClient, queries: readonly Query[]): Promise<pg.QueryResult[]> {
  const { stream } = client.connection;
  stream.cork();
  try {
    return Promise.all(queries.map((query) => client.query(query)));
  } finally {
    stream.uncork();
  }
}

/** One connection's transaction: what need not be waited for is held back and sent in one packet with what must be. */
class Line implements Tx {
  readonly #client: pg.PoolClient;
  #held: Query[] = [];
  readonly #tell: (() => void)[] = [];

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  begin(): void {
    this.#held.push('begin');
  }

  write(statement: Statement, values: readonly unknown[]): void {
    this.#held.push(queryOf({ statement, values }));
  }

  writeRows(sets: readonly SetPart[]): void {
    this.#held.push(queryOf(statementOf(sets)));
  }

  whenKept(tell: () => void): void {
    this.#tell.push(tell);
  }

  tellKept(): void {
    for (const tell of this.#tell) tell();
  }

  async rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await this.rowsOf([{ statement, values }]))[0] as Row[];
  }

  /** Asks several in one packet; each sees what those before it did. */
  async rowsOf(all: readonly Asked[]): Promise<unknown[][]> {
    return (await this.#send(all.map(queryOf))).map((result) => result.rows);
  }

  async commit(): Promise<void> {
    const [{ command } = {}] = await this.#send(['commit']);
    // A commit after a failed statement is answered ROLLBACK; whoever swallowed that failure must not believe in it.
    if (command !== 'COMMIT') throw new Error('The transaction had failed before it was to be committed.');
  }

  // Answers what was asked, not what was held back before it.
  async #send(asked: readonly Query[]): Promise<pg.QueryResult[]> {
    const all = [...this.#held, ...asked];
    this.#held = [];
    return (await sendTogether(this.#client, all)).slice(-asked.length);
  }
}
