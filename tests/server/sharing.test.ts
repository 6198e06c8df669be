import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { appPool, shortReads } from '../../src/server/store/db.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let house: TestHouse;
let owner: pg.Client;
beforeAll(async () => {
  house = await openTestHouse();
  owner = new pg.Client({ connectionString: house.config.database?.owner ?? '' });
  await owner.connect();
});
afterEach(() => expect(appPool().idleCount, 'connections given back').toBe(appPool().totalCount));
afterAll(async () => {
  await owner?.end();
  await house?.close();
});

/** Which server process answered, and what it was asked. */
const ask = async (n: number): Promise<{ n: number; pid: number }> => {
  const { rows } = await sql<{ n: number; pid: number }>`
    select ${n}::integer as n, pg_backend_pid() as pid`.execute(shortReads());
  return rows[0] ?? { n: -1, pid: -1 };
};
const askLong = async (seconds: number): Promise<number> => {
  const { rows } = await sql<{ pid: number }>`
    select pg_backend_pid() as pid, pg_sleep(${seconds})`.execute(shortReads());
  return rows[0]?.pid ?? -1;
};
const numbers = Array.from({ length: 300 }, (_, n) => n);

test('Questions asked at one time go over one connection, each to its own answer', async () => {
  const answers = await Promise.all(numbers.map(ask));
  expect(answers.map(({ n }) => n)).toEqual(numbers);
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1);
});

test('A question that takes long holds up none that comes after it was seen to', async () => {
  const long = askLong(1);
  await pause(120);
  const order: string[] = [];
  const [held, answers] = await Promise.all([
    long.then((pid) => (order.push('long'), pid)),
    Promise.all(numbers.map(ask)).then((found) => (order.push('short'), found)),
  ]);
  expect(order).toEqual(['short', 'long']);
  expect(answers.map(({ pid }) => pid)).not.toContain(held);
});

test('However many are held up, three connections are the most', async () => {
  const long: Promise<number>[] = [];
  for (let n = 0; n < 6; n += 1) {
    long.push(askLong(0.3));
    await pause(70);
  }
  expect(new Set(await Promise.all(long)).size).toBe(3);
});

test('A question that fails spoils no other', async () => {
  const wrong = sql`select 1 / ${0}::integer`.execute(shortReads());
  const found = await Promise.allSettled([...numbers.map(ask), wrong, ...numbers.map(ask)]);
  expect(found.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  await expect(wrong).rejects.toThrow('division by zero');
});

test('A connection that breaks takes with it what was asked on it, and the next question goes by another', async () => {
  const long = askLong(20);
  const behind = ask(1);
  const over = Promise.allSettled([long, behind]);
  await pause(30);
  await appPool().query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%'
      and datname = current_database() and pid <> pg_backend_pid()`,
  );
  expect((await over).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await ask(7)).n).toBe(7);
});

test('Nobody writes there or opens a transaction', async () => {
  const refused = 'Who shares a connection may only read.';
  await expect(sql`delete from topics`.execute(shortReads())).rejects.toThrow(refused);
  await expect(
    shortReads()
      .transaction()
      .execute(() => Promise.resolve()),
  ).rejects.toThrow(refused);
});

test('After a table changed under it, questions are answered as before', async () => {
  const topics = () => sql<object>`select t.* from topics t where t.id = ${9}`.execute(shortReads());
  await owner.query(`insert into topics (id, name, name_en) values (9, '交通', 'Transport')`);
  await Promise.all([topics(), topics()]);
  await owner.query('alter table topics add column added integer default 3');
  const found = await Promise.all(numbers.map(topics));
  for (const { rows } of found) expect(rows[0]).toMatchObject({ id: 9, added: 3 });
});
