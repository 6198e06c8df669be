import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import pg from 'pg';
import { seal } from '../../src/server/after/seal.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { keys } from '../../src/server/store/db.ts';
import { sealHistory } from '../../src/server/store/seal-history.ts';
import { shapeDatabase } from '../../src/server/store/operate/shape-database.ts';
import { verify } from '../../src/server/store/operate/verify/verify.ts';
import { afterWork, rowsOf, written } from '../support/after-work.ts';
import * as byHand from '../support/harming.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let admin: pg.Client;
let messages: Awaited<ReturnType<typeof written>>[];
const sealingKey = () => keys().sealing[0]!;
const sealsNow = () => rowsOf<{ id: number; n: number }>('select id, row_count as n from seals order by id');

beforeAll(async () => {
  stage = await setStage();
  afterWork(stage);
  admin = await byHand.ruler(stage.urls.ownerUrl);
});
beforeEach(async () => {
  messages = [await written(stage), await written(stage), await written(stage)];
  const { code, author } = messages[1]!;
  await withdraw(code, '', author, stage.start);
  await sealed();
});
afterAll(async () => {
  await admin.end();
  await stage.close();
});

/** Seals until nothing is left, whatever else holds a transaction open on the server for a moment. */
async function sealed(): Promise<void> {
  const left =
    'select from sealed_rows where (written_in, message, seq) > (select to_written, to_message, to_seq from seals order by id desc limit 1)';
  for (let tries = 0; tries < 400; tries += 1) {
    await seal(stage.start);
    if ((await sealsNow()).length > 0 && (await rowsOf(left)).length === 0) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  throw new Error('history was not sealed');
}

async function breaches(which = /./, given = keys()): Promise<string[]> {
  const found: string[] = [];
  await verify(stage.urls.backupUrl, given, (f) => which.test(f.name) && found.push(...f.breaches));
  return found;
}
const ofSeals = (given = keys()) => breaches(/^every seal/, given);
const harmed = (harm: () => Promise<unknown>, look = () => ofSeals()) => byHand.harmed(admin, harm, look);

test('What is finished is sealed, and a sealed board holds', async () => {
  expect((await sealsNow()).reduce((sum, { n }) => sum + n, 0)).toBe(
    (await rowsOf<{ n: number }>('select count(*)::integer as n from sealed_rows'))[0]?.n,
  );
  expect(await breaches()).toEqual([]);
});

test('A row that was changed with its whole chain is found by its seal alone', async () => {
  const { id, code } = messages[0]!;
  const change = () =>
    byHand.rewrite(admin, id, (lines) => lines.map((line) => ({ ...line, role: 'operator' })));
  expect(await harmed(change, () => breaches())).toEqual([
    expect.stringMatching(
      new RegExp(`^${code}: row 1 was changed after it was sealed \\(seal \\d+ of 2026-11-09T`),
    ),
  ]);
});

test('The end of a history that was cut off, with its message set back, is found', async () => {
  const { id, code } = messages[1]!;
  const cut = () => byHand.rewrite(admin, id, (lines) => lines.slice(0, 1));
  expect(await harmed(cut)).toEqual([
    expect.stringMatching(`^${code}: row 2 was cut off the end of its history`),
  ]);
});

test('A message that is gone with everything of it is found', async () => {
  const { id } = messages[2]!;
  const gone = async () => {
    await admin.query('delete from history where message_id = $1', [id]);
    await admin.query('delete from messages where id = $1', [id]);
  };
  const found = await harmed(gone);
  expect(found).toEqual([
    expect.stringMatching(`^message number ${id}: the message is gone with its history`),
  ]);
});

test('A message that is gone while its history was left is found', async () => {
  const { id } = messages[2]!;
  const gone = () => admin.query('delete from messages where id = $1', [id]);
  expect(await harmed(gone, () => breaches(/^every row of history belongs/))).toEqual([
    `message number ${id}: gone, 1 rows of its history are left`,
  ]);
});

test('A row that was put into what is sealed is found, and the program itself cannot put one there', async () => {
  const { id, code } = messages[0]!;
  const forged = `insert into history (message_id, seq, step, role, actor_kind, at, changes, hash, written_in)
    select message_id, 2, step, role, actor_kind, at, changes, hash, written_in from history where message_id = ${id} and seq = 1`;
  await expect(rowsOf(forged)).rejects.toThrow(/permission denied/);
  expect(await harmed(() => admin.query(forged))).toEqual([
    expect.stringMatching(`^${code}: row 2 was added to what was sealed`),
  ]);
});

test('The program can neither change nor take away a seal', async () => {
  for (const harm of ["update seals set root = 'x'", 'delete from seals', 'truncate seals'])
    await expect(rowsOf(harm)).rejects.toThrow(/permission denied/);
});

test('A seal that is missing, changed, or signed with another key is found', async () => {
  const last = (await sealsNow()).at(-1)?.id ?? 0;
  const missing = await harmed(() => admin.query('delete from seals where id = $1', [last - 1]));
  expect(missing[0]).toBe(`seal ${last - 1} is missing`);
  expect(missing).toContainEqual(expect.stringMatching(/lies between two seals and is in none/));
  expect(
    await harmed(() =>
      admin.query(`update seals set made_at = made_at + interval '1 day' where id = $1`, [last]),
    ),
  ).toEqual([`seal ${last}: its signature is false`]);
  const other = { ...keys(), sealing: [{ id: sealingKey().id, key: Buffer.alloc(32, 1) }] };
  expect((await ofSeals(other))[0]).toBe('seal 1: its signature is false');
  expect((await ofSeals({ ...keys(), sealing: [] }))[0]).toMatch(
    /^seal 1: the key file lacks the sealing key s/,
  );
});

test('A seal made again without the key, over a history that was rewritten, is found', async () => {
  const forge = async () => {
    const first = messages[0]!;
    await admin.query('delete from seals');
    await byHand.rewrite(admin, first.id, (lines) => lines.map((line) => ({ ...line, role: 'operator' })));
    await sealHistory({
      key: { id: sealingKey().id, key: Buffer.alloc(32, 9) },
      now: stage.start,
      all: true,
    });
  };
  expect(await harmed(forge)).toEqual(['seal 1: its signature is false']);
});

test('Seals that were cut off leave rows that wait too long, and so does a worker that does not run', async () => {
  const last = (await sealsNow()).at(-1)?.id ?? 0;
  const cut = async () => {
    await admin.query('delete from seals where id = $1', [last]);
    await admin.query(`update history set written_at = now() - interval '16 minutes'`);
  };
  const found = await harmed(cut);
  expect(found[0]).toMatch(/^\d+ rows wait for their seal too long/);
  expect(found[1]).toMatch(/^message number \d+: row 1 is not sealed after 15 minutes$/);
});

test('A row whose transaction commits late is sealed after it, never passed over', async () => {
  const slow = new pg.Client({ connectionString: stage.urls.appUrl });
  await slow.connect();
  await slow.query('begin');
  // It has its number before the others, and its row comes last.
  await slow.query('select pg_current_xact_id()');
  const quick = await written(stage);
  const isSealed = async (id: number) =>
    (await rowsOf<{ listed: Buffer }>('select listed from seals')).some(({ listed }) => {
      for (let at = 0; at < listed.length; at += 20)
        if (Number(listed.readBigInt64BE(at)) === id && listed.readInt32BE(at + 8) === 2) return true;
      return false;
    });
  await seal(stage.start);
  const { id } = messages[0]!;
  await slow.query(
    `insert into history (message_id, seq, step, role, actor_kind, at, changes, hash) values ($1, 2, 'x', 'x', 'machine', now(), '{}', 'h')`,
    [id],
  );
  await seal(stage.start);
  expect(await isSealed(id)).toBe(false);
  await slow.query('commit');
  await slow.end();
  await sealed();
  expect(await isSealed(id)).toBe(true);
  expect(await ofSeals()).toEqual([]);
  expect(quick.id).toBeGreaterThan(id);
});

test('Two workers that seal at once make one seal', async () => {
  await written(stage);
  const before = (await sealsNow()).length;
  await Promise.all(Array.from({ length: 6 }, () => seal(stage.start)));
  await sealed();
  const ids = (await sealsNow()).map(({ id }) => id);
  expect(ids).toEqual(ids.map((_, i) => i + 1));
  expect(ids.length).toBeGreaterThan(before);
  expect(await ofSeals()).toEqual([]);
});

test('A board whose database moved to a server that counts from the beginning is sealed on in order', async () => {
  // As the rows of a server that is far ahead look on a new one.
  await admin.query('delete from seals; update history set written_in = written_in + 1000000000');
  await sealHistory({ key: sealingKey(), now: stage.start, all: true });
  await shapeDatabase(stage.urls.ownerUrl);
  const { id } = await written(stage);
  await sealed();
  const [row] = await rowsOf<{ after: boolean }>(
    'select written_in > (select max(written_in) from history where message_id <> $1) as after from history where message_id = $1',
    [id],
  );
  expect(row?.after).toBe(true);
  expect(await ofSeals()).toEqual([]);
});

test('What one transaction wrote fills as many seals as it needs, one after the other', async () => {
  const before = (await sealsNow()).at(-1)?.id ?? 0;
  await admin.query(
    `insert into history (message_id, seq, step, role, actor_kind, at, changes, hash)
     select $1, n, 'x', 'x', 'machine', now(), '{}', sha256(n::text::bytea) from generate_series(2, 45001) n`,
    [messages[0]!.id],
  );
  await sealed();
  const made = (await sealsNow()).filter(({ id }) => id > before);
  expect(made.map(({ n }) => n)).toEqual([20_000, 20_000, 5000]);
  expect(await ofSeals()).toEqual([]);
});
