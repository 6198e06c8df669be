import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { preparing } from './prepared.ts';
import { sharing } from './sharing.ts';

/** How reads were served in this process. */
export interface ReplicaCounts {
  replica: number;
  /** The replica had not caught up yet with what was committed when the page was asked for. */
  behind: number;
  /** It did not answer, or broke off. */
  away: number;
}

/** A copy of the database that follows it, for what visitors read. */
export interface Replica<DB> {
  counts: ReplicaCounts;
  /** Runs work whose reads go to the replica, if it holds at this moment everything that is committed; otherwise to the database itself. */
  read<T>(work: () => Promise<T>): Promise<T>;
  /** Where reads of the work at hand go, and the short ones among them; undefined outside of such work. */
  current(): { all: Kysely<DB>; short: Kysely<DB> } | undefined;
  end(): Promise<void>;
}

/** After it failed the replica is left alone for so long. */
const leftAloneMs = 2000;
const patienceMs = 300;

/** Opens the replica beside the primary's pool. */
export function openReplica<DB>(replica: pg.Pool, primary: pg.Pool): Replica<DB> {
  const counts: ReplicaCounts = { replica: 0, behind: 0, away: 0 };
  let awayUntil = 0;
  const lost = (): void => {
    counts.away += 1;
    awayUntil = performance.now() + leftAloneMs;
  };
  const behind = preparing(primary);
  const through = (pool: PostgresPool) =>
    new Kysely<DB>({ dialect: new PostgresDialect({ pool: fallingBack(pool, behind, lost) }) });
  const there = { all: through(preparing(replica)), short: through(preparing(sharing(replica))) };
  const at = new AsyncLocalStorage<typeof there>();
  const holdsAll = async (): Promise<boolean> => {
    if (performance.now() < awayUntil) return false;
    const { rows } = await primary.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn');
    const caughtUp = replica
      .query<{ caught: boolean }>(
        'select coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as caught',
        [rows[0]?.lsn],
      )
      .then(
        (found) => found.rows[0]?.caught ?? false,
        () => 'away' as const,
      );
    const found = await Promise.race([caughtUp, after(patienceMs)]);
    if (found === 'away') lost();
    else if (!found) counts.behind += 1;
    return found === true;
  };
  return {
    counts,
    current: () => at.getStore(),
    read: async (work) => {
      if (!(await holdsAll())) return work();
      counts.replica += 1;
      return at.run(there, work);
    },
    end: () => replica.end(),
  };
}

function after(ms: number): Promise<'away'> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, 'away').unref();
  });
}

/** Connections to the replica that ask the primary where the replica fails: what is asked here only reads. */
function fallingBack(replica: PostgresPool, primary: PostgresPool, lost: () => void): PostgresPool {
  return {
    ...('options' in replica ? { options: replica.options } : {}),
    end: () => replica.end(),
    async connect() {
      const client = await replica.connect().catch(() => {
        lost();
        return primary.connect();
      });
      return withPrimaryBehind(client, primary, lost);
    },
  } as PostgresPool;
}

function withPrimaryBehind(
  client: PostgresPoolClient,
  primary: PostgresPool,
  lost: () => void,
): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, values: readonly unknown[]) => {
    const ask = client.query as (text: string, values: readonly unknown[]) => Promise<unknown>;
    try {
      if (!broken) return await ask(text, values);
    } catch (error) {
      if (!isOfTheReplica(error)) throw error;
      broken = true;
      lost();
    }
    const other = await primary.connect();
    try {
      return await (other.query as typeof ask)(text, values);
    } finally {
      other.release();
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: () => (client.release as (discard?: boolean) => void)(broken),
  };
}

/** Did the replica fail, rather than the question? Its connection broke, it shuts down, or its replay came in the way (40001, 57…). */
function isOfTheReplica(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code !== 'string' || /^(08|40|53|57|58|XX)|^E[A-Z]+$/.test(code);
}
