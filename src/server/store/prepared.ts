import { createHash } from 'node:crypto';
import { sql, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { Line, Lines } from './sharing.ts';

/** Put into a query whose plan must fit its values each time: it is never prepared. */
export const plannedAnew = sql.raw('/* planned anew */');

// A plan costs the server memory on each connection; the pages have some sixty queries.
const most = 150;
const names = new Map<string, string>();

/** The pool as the query builder uses it: a query that reads is parsed once a connection, and planned once it proves the same. */
export function preparing(pool: Lines): PostgresPool {
  const wrapped = new WeakMap<Line, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? preparingClient(client);
      wrapped.set(client, known);
      return known;
    },
  };
}

function preparingClient(client: Line): PostgresPoolClient {
  let outdated = false;
  const query = async (text: string, values: readonly unknown[]) => {
    const name = nameOf(text);
    if (name === undefined) return client.query(text, values as unknown[]);
    try {
      return await client.query({ name, text, values: values as unknown[] });
    } catch (error) {
      if (!isOutdated(error)) throw error;
      // A migration changed a table under a running process: this connection's plans go, the question is asked again.
      outdated = true;
      return client.query(text, values as unknown[]);
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (discard?: boolean) => client.release(discard || outdated),
  };
}

/** The name under which a query is prepared on a connection; undefined where it is planned anew each time. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= most || !/^\s*(select|with)\b/i.test(text) || text.includes('/* planned anew */'))
    return undefined;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

function isOutdated(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000';
}
