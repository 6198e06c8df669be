import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { keepFile } from '../../src/server/life/clues/keep-file.ts';
import { lookAtClue } from '../../src/server/life/clues/look-at-clue.ts';
import { foundBy, receiveClue } from '../../src/server/life/clues/receive-clue.ts';
import { writeAgain } from '../../src/server/life/clues/return-to-clue.ts';
import { takeClueStep } from '../../src/server/life/clues/take-clue-step.ts';
import { decideDeletion } from '../../src/server/life/retention/decide-deletion.ts';
import { holdMessage, liftHold } from '../../src/server/life/retention/hold-message.ts';
import { orderDeletion } from '../../src/server/life/retention/order-deletion.ts';
import { standingHolds } from '../../src/server/store/retention/legal-holds.ts';
import { board } from '../../src/server/views/board.ts';
import { requireClueFacts } from '../../src/server/views/desk/clues/clue-facts.ts';
import { ownClue } from '../../src/server/views/mine/clue.ts';
import { afterWork, type AfterWork, rowsOf } from '../support/after-work.ts';
import { composed, groupKey, sealedFile, sealedText } from '../support/clue-kit.ts';
import { ruler } from '../support/harming.ts';
import { breaches } from '../support/instructing-stage.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let [jin, mu, jia, yi]: Actor[] = [];
let key: Awaited<ReturnType<typeof groupKey>>;
const day = 86_400_000;
const years = (n: number) => new Date(stage.start.getTime() + n * 366 * day);
const refusal = (step: Promise<unknown>) =>
  step.then(
    () => 'taken',
    (error: { code: string; faults: { code: string }[] }) => error.faults[0]?.code ?? error.code,
  );

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  jin = await stage.staff('线索员金', 'examiner');
  mu = await stage.staff('线索员穆', 'examiner');
  jia = await stage.staff('运营甲', 'operator');
  yi = await stage.staff('运营乙', 'operator');
  key = await groupKey(jin, stage.start);
});
afterAll(() => stage?.close());

/** A clue with an attachment and a letter, closed at this time unless it stays open. */
async function made(at: Date, open = false) {
  const { clue } = await composed(key.recipient, key.keyId);
  const writer = { ...clue.writer, wrapped: Buffer.from(clue.writer.wrapped) };
  const attached = async () => [(await keepFile(Buffer.from(await sealedFile(key.recipient)), at)).id];
  const given = { key: key.keyId, sealed: Buffer.from(clue.sealed), writer, things: clue.things };
  await receiveClue({ ...given, files: await attached() }, at);
  const sealed = Buffer.from(await sealedText('还有。', [key.recipient]), 'base64');
  await writeAgain({ find: writer.find, sealed, files: await attached() }, at);
  const [row] = await rowsOf<{ id: number; ref: string }>(
    'select id, ref from clues order by id desc limit 1',
  );
  const ref = row?.ref ?? '';
  if (!open) {
    await takeClueStep({ ref, step: 'collate' }, { group: 'new' }, jin!, at);
    await takeClueStep({ ref, step: 'propose-dismiss' }, { code: 'spam' }, jin!, at);
    await takeClueStep({ ref, step: 'dismiss' }, {}, mu!, at);
  }
  return { ref, id: row?.id ?? 0, find: writer.find };
}

async function destroy(at: Date) {
  const order = await orderDeletion(['closed-clues'], jia!, at);
  await decideDeletion(order, true, yi!, at);
  await work.settle(at);
  return order;
}

/** How many sealed things of a clue there are: words and letters, attachments, fingerprints. */
async function left(id: number) {
  const admin = await ruler(stage.urls.ownerUrl);
  const { rows } = await admin.query<{ parts: number; files: number; noted: number; prints: number }>(
    `select (select count(*)::integer from private.clue_parts where clue_id = $1) as parts,
      (select count(*)::integer from private.clue_files where clue_id = $1) as files,
      (select count(*)::integer from clue_files where clue_id = $1) as noted, (select count(*)::integer from clue_prints where clue_id = $1) as prints`,
    [id],
  );
  await admin.end();
  return rows[0];
}
const whole = { parts: 3, files: 2, noted: 2, prints: 2 };
const nothing = { parts: 0, files: 0, noted: 0, prints: 0 };

test('Five years after its end a clue is destroyed by order of two: words, letters, attachments, fingerprints, and what its secret finds', async () => {
  const old = await made(stage.start);
  const [later, open] = [await made(years(1)), await made(stage.start, true)];
  await destroy(years(4.9));
  expect(await left(old.id)).toEqual(whole);
  const order = await orderDeletion(['closed-clues'], jia!, years(5.1));
  expect(await refusal(decideDeletion(order, true, jia!, years(5.1)))).toBe('second-operator-confirms');
  await decideDeletion(order, true, yi!, years(5.1));
  await work.settle(years(5.1));
  expect([await left(old.id), await left(later.id), await left(open.id)]).toEqual([nothing, whole, whole]);
  expect(await rowsOf('select rule, count, ids from tombstones where order_id = $1', [order])).toMatchObject([
    { rule: 'closed-clues', count: 1 },
  ]);
  expect(await refusal(ownClue(board(), foundBy(old.find)))).toBe('no-such-secret');
  const sealed = Buffer.from(await sealedText('还在吗？', [key.recipient]), 'base64');
  expect(await refusal(writeAgain({ find: old.find, sealed, files: [] }, years(5.2)))).toBe('no-such-secret');
  expect(await refusal(lookAtClue(old.ref, jin!, years(5.2)))).toBe('clue-erased');
  expect(await refusal(takeClueStep({ ref: old.ref, step: 'write' }, { sealed }, jin!, years(5.2)))).toBe(
    'clue-erased',
  );
  // Who did what when stays.
  const facts = await requireClueFacts(board(), jin!, old.ref, years(5.2));
  expect([facts.stage, facts.history.length, facts.files, facts.erasedAt]).toEqual([
    ...['closed', 5, [], years(5.1)],
  ]);
  expect(await breaches(stage)).toEqual([]);
});

test('What is held by a document stays, however old, until the hold is lifted', async () => {
  const held = await made(stage.start);
  const document = { number: '川纪字1号', on: '2026-11-01', issuer: '四川省纪委' };
  const hold = { code: ` ${held.ref.toLowerCase()} `, wholePerson: false, document };
  expect(await refusal(holdMessage({ ...hold, wholePerson: true }, jia!, years(1)))).toBe('wrong-choice');
  expect(await refusal(holdMessage({ ...hold, code: 'AAAAAAAAAA' }, jia!, years(1)))).toBe('wrong-choice');
  await holdMessage(hold, jia!, years(1));
  expect(await refusal(holdMessage(hold, jia!, years(1)))).toBe('held-already');
  const [standing] = await standingHolds(board());
  expect(standing).toMatchObject({ code: held.ref, clue: true });
  const other = await made(stage.start);
  await destroy(years(5.5));
  expect([await left(held.id), await left(other.id)]).toEqual([whole, nothing]);
  await liftHold(standing?.id ?? 0, jia!, years(6));
  await destroy(years(6));
  expect(await left(held.id)).toEqual(nothing);
  expect(await breaches(stage)).toEqual([]);
});

test('The copies of an old key go with the last clue that may hold anything sealed for it', async () => {
  const copies = () => rowsOf('select 1 from clue_key_copies where key_id = $1', [key.keyId]);
  const first = key;
  await made(years(10));
  await groupKey(mu!, years(10), '新的词语');
  expect(await copies()).toHaveLength(1);
  await rowsOf(
    `update clues set stage = 'closed', clock = null, due_at = null, clock_from_at = null, group_id = (select min(id) from clue_groups),
    closed_at = $1, closed_reason = 'spam' where closed_at is null`,
    [years(10)],
  );
  await destroy(years(20));
  expect(await rowsOf('select 1 from clue_key_copies where key_id = $1', [first.keyId])).toHaveLength(0);
  expect(await rowsOf('select 1 from clue_key_copies')).toHaveLength(1);
});

test('The role that deletes reads nothing sealed, and deletes no clue and no line of history', async () => {
  const client = new pg.Client(stage.urls.retentionUrl);
  await client.connect();
  try {
    for (const harm of [
      ...[
        'select sealed from private.clue_parts',
        'select sealed from private.clue_files',
        'select print from clue_prints',
      ],
      ...[
        'select wrapped from clue_key_copies',
        'select found_by from clues',
        'delete from clues',
        'delete from clue_history',
      ],
      ...['delete from clue_looks', 'delete from clue_erasures'],
    ])
      await expect(client.query(harm), harm).rejects.toThrow(/permission denied/);
  } finally {
    await client.end();
  }
});

test('Verify finds what is left of a clue that is destroyed, and one that nobody ordered', async () => {
  const admin = await ruler(stage.urls.ownerUrl);
  try {
    const [gone] = await rowsOf<{ ref: string; id: number }>(
      'select c.ref, c.id from clues c join clue_erasures e on e.clue_id = c.id limit 1',
    );
    await admin.query(`insert into clue_prints values ($1, 'x')`, [gone?.id]);
    expect(await breaches(stage)).toContain(`clue ${gone?.ref}: destroyed, and something is left`);
    await admin.query('delete from clue_prints where clue_id = $1', [gone?.id]);
    await admin.query(`update tombstones set ids = '{}' where rule = 'closed-clues'`);
    expect(await breaches(stage)).toContain(`clue ${gone?.ref}: destroyed, and no confirmed order names it`);
  } finally {
    await admin.end();
  }
});
