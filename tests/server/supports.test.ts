import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { foldSupports } from '../../src/server/store/supports/fold-supports.ts';
import { keepSupport, takeSupportBack } from '../../src/server/store/supports/keep-support.ts';
import { app, appPool, privatePool } from '../../src/server/store/db.ts';
import { joinAccounts } from '../../src/server/store/citizens/join.ts';
import { inTransaction } from '../../src/server/store/tx.ts';
import { everythingOf } from '../../src/server/views/mine/export/everything-of.ts';
import { anonymiseCitizen } from '../../src/server/life/account/anonymise-citizen.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { rowsOf, written } from '../support/after-work.ts';
import { type ApiStage, openApiStage } from '../support/api-stage.ts';
import { verified } from '../support/verified.ts';

let stage: ApiStage;
let phones = 0;

beforeAll(async () => {
  stage = await openApiStage({ RATE_LIMIT: 'off' });
});
afterEach(async () => expect(await verified(stage)).toEqual([]));
afterAll(() => stage.close());

/** A message that everybody sees, and whose it is. */
async function shown() {
  const message = await written(stage, { anotherMatter: true }, stage.now());
  const reviewer = await stage.staff('审核员', 'reviewer');
  await review(message.code, { visibility: 'public' }, reviewer, stage.now());
  return message;
}
const neighbour = () => stage.citizen(`137${String(20_000_000 + phones++)}`, stage.now());
const neighbours = (n: number) => Promise.all(Array.from({ length: n }, neighbour));
const support = (code: string, token: string, method = 'PUT') =>
  stage.call<{ supporters: number; supported: boolean }>(method, `/api/v1/messages/${code}/support`, {
    token,
  });
const told = async (code: string) => (await stage.call('GET', `/api/v1/messages/${code}`)).body['supporters'];

test('A neighbour says that it happened to her too, once however often, and takes it back', async () => {
  const { code } = await shown();
  const { token } = await neighbour();
  expect((await support(code, token)).body).toEqual({ supporters: 1, supported: true });
  expect((await support(code, token)).body).toEqual({ supporters: 1, supported: true });
  expect(await told(code)).toBe(1);
  await foldSupports(100);
  expect(await told(code)).toBe(1);
  const list = await stage.call('GET', '/api/v1/messages');
  expect(list.body.items.find((item) => item.code === code)?.['supporters']).toBe(1);
  expect((await support(code, token, 'GET')).body).toEqual({
    ...{ supporters: 1, supported: true, following: false },
  });
  expect((await support(code, token, 'DELETE')).body).toEqual({ supporters: 0, supported: false });
  expect((await support(code, token, 'DELETE')).body).toEqual({ supporters: 0, supported: false });
  expect(await told(code)).toBe(0);
});

test('The author, a visitor, a member of staff and a banned account support nothing; nobody supports what is hidden', async () => {
  const { code, author, citizenId } = await shown();
  const own = await keepSupport(citizenId, (await idOf(code)) ?? 0, stage.now());
  expect(own).toBe('none');
  expect((await stage.call('PUT', `/api/v1/messages/${code}/support`)).status).toBe(401);
  const officer = await stage.employed('赵明', 'reviewer');
  expect((await support(code, officer.token)).status).toBe(403);
  const banned = await neighbour();
  await ban(banned.citizenId, code);
  expect((await support(code, banned.token)).body).toMatchObject({ code: 'banned' });
  const early = await neighbour();
  await support(code, early.token);
  await withdraw(code, '', author, stage.now());
  const late = await neighbour();
  const unknown = await support('000000000000', late.token);
  expect(await support(code, late.token)).toMatchObject({ status: unknown.status, body: unknown.body });
  // Who supported it before still takes it back, and hears no number of what is not shown.
  expect((await support(code, early.token, 'DELETE')).body).toEqual({ supporters: 0, supported: false });
});

test('Forty who press together, some of them twice and some taking it back, are counted to the last one while the worker folds', async () => {
  const { code, id } = await shown();
  const people = await neighbours(40);
  const folding = (async () => {
    for (let round = 0; round < 20; round++) await foldSupports(3);
  })();
  await Promise.all(
    people.flatMap(({ citizenId }, n) => [
      keepSupport(citizenId, id, stage.now()),
      keepSupport(citizenId, id, stage.now()),
      ...(n % 4 === 0
        ? [keepSupport(citizenId, id, stage.now()).then(() => takeSupportBack(citizenId, id))]
        : []),
    ]),
  );
  await folding;
  const [{ n } = { n: -1 }] = await asBackup<{ n: number }>(
    'select count(*)::integer as n from private.supports where message_id = $1',
    [id],
  );
  expect(await told(code)).toBe(n);
  expect(n).toBeGreaterThanOrEqual(30);
  while ((await foldSupports(1000)) > 0);
  expect(await told(code)).toBe(n);
  expect(await rowsOf('select from support_deltas')).toEqual([]);
});

test('Two workers fold the same movements once, and neither waits for an officer who has the message open in a step', async () => {
  const { id } = await shown();
  const other = await shown();
  for (const { citizenId } of await neighbours(5))
    for (const each of [id, other.id]) await keepSupport(citizenId, each, stage.now());
  const step = await appPool().connect();
  await step.query('begin');
  await step.query('select id from messages where id = $1 for update', [id]);
  // A support does not wait for the step either.
  const [late] = await neighbours(1);
  expect(await keepSupport(late?.citizenId ?? 0, id, stage.now())).toBe('new');
  const folded = await Promise.all([foldSupports(1000), foldSupports(1000)]);
  expect(folded.reduce((a, b) => a + b)).toBe(5);
  await step.query('commit');
  step.release();
  const after = await Promise.all([foldSupports(1000), foldSupports(1000)]);
  expect(after.reduce((a, b) => a + b)).toBe(6);
  expect(
    await rowsOf('select id, supporters from messages where id in ($1, $2) order by id', [id, other.id]),
  ).toEqual([
    { id, supporters: 6 },
    { id: other.id, supporters: 5 },
  ]);
});

test('However people support, take back and the worker folds, the number shown is the number of people', async () => {
  const messages = [await shown(), await shown()];
  const people = await neighbours(4);
  const move = fc.record({
    who: fc.nat(3),
    which: fc.nat(1),
    what: fc.constantFrom('support' as const, 'back' as const, 'fold' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 25 }), async (moves) => {
      const standing = [new Set<number>(), new Set<number>()] as const;
      for (const { id } of messages) for (const { citizenId } of people) await takeSupportBack(citizenId, id);
      for (const { who, which, what } of moves) {
        const [citizenId, id] = [people[who]?.citizenId ?? 0, messages[which]?.id ?? 0];
        if (what === 'fold') await foldSupports(2);
        else if (what === 'support') await keepSupport(citizenId, id, stage.now());
        else await takeSupportBack(citizenId, id);
        if (what === 'support') standing[which as 0 | 1].add(who);
        if (what === 'back') standing[which as 0 | 1].delete(who);
      }
      for (const [n, { code }] of messages.entries())
        expect(await told(code)).toBe(standing[n as 0 | 1].size);
    }),
    { numRuns: 15 },
  );
});

test('Accounts that are joined have one voice, and none for what either of them wrote', async () => {
  const both = await shown();
  const only = await shown();
  const [from, into] = (await neighbours(2)) as [Neighbour, Neighbour];
  await support(both.code, from.token);
  await support(both.code, into.token);
  await support(only.code, from.token);
  // The author of a third one turns out to be the same person.
  const theirs = await shown();
  await support(theirs.code, into.token);
  await rowsOf('update messages set author_id = $1 where id = $2', [from.citizenId, theirs.id]);
  await inTransaction(null, (tx) =>
    joinAccounts(tx, { from: from.citizenId, into: into.citizenId }, stage.now()),
  );
  expect(await Promise.all([both, only, theirs].map(({ code }) => told(code)))).toEqual([1, 1, 0]);
  expect(await keepSupport(from.citizenId, only.id, stage.now())).toBe('none');
});

test('What somebody supports is in their own file, and goes with the account, numbers too', async () => {
  const { code } = await shown();
  const { citizenId, token } = await neighbour();
  await support(code, token);
  const file = await everythingOf(app(), citizenId);
  expect(file?.supports).toEqual([{ code, at: stage.now() }]);
  await anonymiseCitizen(citizenId, stage.now());
  expect(await told(code)).toBe(0);
  expect(await asBackup('select from private.supports where citizen_id = $1', [citizenId])).toEqual([]);
  expect(await keepSupport(citizenId, await idOf(code), stage.now())).toBe('none');
});

test('Neither the app nor the private role, unnamed, reads who supports what; verify sees a number that is wrong', async () => {
  const { code, id } = await shown();
  const { token } = await neighbour();
  await support(code, token);
  await expect(rowsOf('select * from private.supports')).rejects.toThrow('permission denied');
  expect((await privatePool().query('select * from private.supports')).rows).toEqual([]);
  await rowsOf('update messages set supporters = supporters + 1 where id = $1', [id]);
  expect(await verified(stage)).toEqual([
    `the number of supporters of each message equals a recount: ${code}: kept 2, recounted 1`,
  ]);
  await rowsOf('update messages set supporters = supporters - 1 where id = $1', [id]);
});

type Neighbour = Awaited<ReturnType<typeof neighbour>>;

/** Two reviewers kept the account from sending. */
async function ban(citizenId: number, code: string): Promise<void> {
  const [lin, mo] = await Promise.all(['林审', '莫审'].map((name) => stage.staff(name, 'reviewer')));
  await rowsOf(
    `with made as (insert into bans (citizen_id, message_id, state, code, days, proposed_by, proposed_at, decided_by, decided_at, until_at)
     values ($1, $2, 'standing', 'insults', 7, $3, $5, $4, $5, $5::timestamptz + interval '7 days') returning id)
     insert into ban_history (ban_id, act, staff_id, at, changes)
     select id, act, staff, $5, '{}' from made, (values (1, 'propose', $3::bigint), (2, 'confirm', $4::bigint)) as v (n, act, staff) order by n`,
    [citizenId, await idOf(code), lin?.staffId, mo?.staffId, stage.now()],
  );
}

async function idOf(code: string): Promise<number> {
  return (await rowsOf<{ id: number }>('select id from messages where code = $1', [code]))[0]?.id ?? 0;
}

async function asBackup<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: stage.urls.backupUrl });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}
