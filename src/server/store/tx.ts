import type pg from 'pg';
import { appPool } from './db.ts';

/** A statement that is prepared once a connection, under its name. */
export interface Statement {
  name: string;
  text: string;
}

/** The one transaction of a step; comes first in every parameter list and is never optional. */
export interface Tx {
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
}

/** Runs the work in one transaction. `opening` is sent together with BEGIN, so that the lock costs no round trip of its own; it must hold no user text. */
export async function inTransaction<Row, T>(
  opening: string,
  work: (tx: Tx, opened: Row[]) => Promise<T>,
): Promise<T> {
  const client = await appPool().connect();
  try {
    const answers = (await client.query(`begin; ${opening}`)) as unknown as pg.QueryResult[];
    const result = await work(txOf(client), (answers[1]?.rows ?? []) as Row[]);
    await client.query('commit');
    client.release();
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
export const alone: Tx = {
  async rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await appPool().query({ ...statement, values: values as unknown[] })).rows as Row[];
  },
};

function txOf(client: pg.PoolClient): Tx {
  return {
    async rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      return (await client.query({ ...statement, values: values as unknown[] })).rows as Row[];
    },
  };
}
