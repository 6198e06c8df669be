import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { app, appPool } from '../../src/server/store/db.ts';
import { plannedAnew } from '../../src/server/store/prepared.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let house: TestHouse;
let owner: pg.Client;
beforeAll(async () => {
  house = await openTestHouse();
  owner = new pg.Client({ connectionString: house.config.database?.owner ?? '' });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await house?.close();
});

/** The statements that this session has prepared. One reader at a time: the pool hands out the same connection. */
const prepared = async (like: string): Promise<number> => {
  const { rows } = await appPool().query<{ n: number }>(
    'select count(*)::integer as n from pg_prepared_statements where statement like $1',
    [like],
  );
  return rows[0]?.n ?? 0;
};

test('A query that reads is prepared once and then found', async () => {
  for (const n of [1, 2, 3]) {
    const { rows } = await sql<{ n: number }>`select ${n}::integer + 1 as n`.execute(app());
    expect(rows).toEqual([{ n: n + 1 }]);
  }
  expect(await prepared('select $1::integer + 1%')).toBe(1);
});

test('One whose plan must fit its values is not prepared', async () => {
  await sql`select ${1}::integer + 2 as n ${plannedAnew}`.execute(app());
  expect(await prepared('select $1::integer + 2%')).toBe(0);
});

test('A table that changes under a running process breaks no question', async () => {
  const ask = () => sql<object>`select t.* from topics t where t.id = ${7}`.execute(app());
  await sql`insert into topics (id, name, name_en) values (7, '交通', 'Transport')`.execute(app());
  expect((await ask()).rows[0]).not.toHaveProperty('added');
  await owner.query('alter table topics add column added integer default 3');
  expect((await ask()).rows[0]).toMatchObject({ id: 7, added: 3 });
  expect((await ask()).rows[0]).toMatchObject({ id: 7, added: 3 });
});
