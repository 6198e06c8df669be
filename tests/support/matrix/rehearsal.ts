import type pg from 'pg';
import { appPool } from '../../../src/server/store/db.ts';

type Query = (...args: unknown[]) => unknown;

let rehearsing = false;
const wrapped = new WeakSet<object>();

/** From now on the connections of the app know how to rehearse. */
export function allowRehearsals(): void {
  appPool().on('acquire', (client) => {
    if (wrapped.has(client)) return;
    wrapped.add(client);
    wrap(client);
  });
}

/** Does the whole work, up to the commit and with every constraint checked, and then rolls it back. */
export async function rehearse<T>(work: () => Promise<T>): Promise<T> {
  rehearsing = true;
  try {
    return await work();
  } finally {
    rehearsing = false;
  }
}

function wrap(client: pg.PoolClient): void {
  const query = client.query.bind(client) as Query;
  let open = false;
  client.query = ((...args: unknown[]) => {
    const text = textOf(args[0]);
    if (/^\s*begin/i.test(text)) open = true;
    const ends = /^\s*(commit|rollback)/i.exec(text)?.[1]?.toLowerCase();
    if (ends) open = false;
    if (rehearsing && ends === 'commit') return rolledBack(query);
    // What is written outside a transaction is one by itself.
    if (rehearsing && !open && /^\s*(insert|update|delete)/i.test(text)) return alone(query, args);
    return query(...args);
  }) as unknown as pg.PoolClient['query'];
}

async function rolledBack(query: Query): Promise<unknown> {
  await query('set constraints all immediate');
  const result = (await query('rollback')) as object;
  // The query builder looks whether its commit was one.
  return { ...result, command: 'COMMIT' };
}

async function alone(query: Query, args: unknown[]): Promise<unknown> {
  const told = args.at(-1);
  const call = typeof told === 'function' ? (told as (error: unknown, result?: unknown) => void) : undefined;
  try {
    await query('begin');
    const result = await query(...(call ? args.slice(0, -1) : args));
    await query('rollback');
    call?.(undefined, result);
    return result;
  } catch (error) {
    await query('rollback');
    if (!call) throw error;
    call(error);
    return undefined;
  }
}

function textOf(asked: unknown): string {
  return typeof asked === 'string' ? asked : String((asked as { text?: string }).text ?? '');
}
