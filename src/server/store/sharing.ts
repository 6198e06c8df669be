import type pg from 'pg';

/** What reads need of a pool. */
export interface Lines {
  options: pg.PoolOptions;
  connect(): Promise<Line>;
  end(): Promise<void>;
}

/** A connection, or a share in one. */
export type Line = Pick<pg.PoolClient, 'query' | 'release'>;

/** Connections that are shared at one time. */
const most = 3;
/** A line that has not answered for so long is held up by one question: the next ones go by another. */
const heldUpMs = 50;

/**
 * A pool for short questions that only read. Those asked at one time share a connection and are sent without waiting for the
 * answers before them: one server process that is kept busy answers more than a dozen that are woken for each.
 */
export function sharing(pool: pg.Pool): Lines {
  const lines = new Set<SharedLine>();
  const known = new WeakMap<pg.PoolClient, SharedLine>();
  let opening: Promise<SharedLine> | undefined;
  const open = async (): Promise<SharedLine> => {
    const client = await pool.connect();
    const line = known.get(client) ?? new SharedLine(client, (over) => lines.delete(over));
    known.set(client, line);
    lines.add(line);
    return line;
  };
  const shared = async (): Promise<SharedLine> => {
    for (;;) {
      const line = bestOf(lines);
      if (line && (lines.size >= most || !line.isHeldUp())) return line.join();
      opening ??= open().finally(() => (opening = undefined));
      await opening;
    }
  };
  return { options: pool.options, end: () => pool.end(), connect: shared };
}

/** One that is not held up before one that is; of several the first. */
function bestOf(lines: Iterable<SharedLine>): SharedLine | undefined {
  let least: SharedLine | undefined;
  for (const line of lines) {
    if (!line.isHeldUp()) return line;
    if (!least || line.askers < least.askers) least = line;
  }
  return least;
}

type Ask = (...given: unknown[]) => Promise<pg.QueryResult>;

/** A connection of the pool while several ask it. */
class SharedLine {
  askers = 0;
  readonly #client: pg.PoolClient;
  /** Nobody else is to ask here. */
  readonly #leave: () => void;
  #unanswered = 0;
  /** When it began with the question at hand, in milliseconds. */
  #since = 0;
  #isUseless = false;

  constructor(client: pg.PoolClient, leave: (line: SharedLine) => void) {
    this.#client = client;
    this.#leave = () => leave(this);
    client.on('error', this.#leave);
    client.on('end', this.#leave);
  }

  join(): this {
    this.askers += 1;
    return this;
  }

  isHeldUp(): boolean {
    return this.#unanswered > 0 && performance.now() - this.#since > heldUpMs;
  }

  readonly query = ((...given: unknown[]) => {
    if (!isRead(given[0])) throw new Error('Who shares a connection may only read.');
    if (this.#unanswered === 0) this.#since = performance.now();
    this.#unanswered += 1;
    const answer = (this.#client.query as unknown as Ask)(...given);
    answer.then(this.#over, this.#over);
    return answer;
  }) as pg.PoolClient['query'];

  release(isUseless?: Error | boolean): void {
    this.askers -= 1;
    if (isUseless) {
      this.#isUseless = true;
      this.#leave();
    }
    if (this.askers > 0) return;
    this.#leave();
    this.#client.release(this.#isUseless);
  }

  readonly #over = (): void => {
    this.#unanswered -= 1;
    this.#since = performance.now();
  };
}

function isRead(asked: unknown): boolean {
  const text = typeof asked === 'string' ? asked : (asked as { text?: unknown } | undefined)?.text;
  return typeof text === 'string' && /^\s*(select|with)\b/i.test(text);
}
