import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { index } from '../../src/server/after/rounds/start-rounds.ts';
import { searchMessages } from '../../src/server/life/searching/search-messages.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { reveal } from '../../src/server/life/handling/reveal.ts';
import { withdraw } from '../../src/server/life/intake/withdraw.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { askErasure, takeErasureBack } from '../../src/server/life/retention/ask-erasure.ts';
import { decideDeletion } from '../../src/server/life/retention/decide-deletion.ts';
import { holdMessage, liftHold } from '../../src/server/life/retention/hold-message.ts';
import { orderErasure } from '../../src/server/life/retention/order-erasure.ts';
import { goOnErasing } from '../../src/server/after/retention/retain.ts';
import { seal } from '../../src/server/after/seal.ts';
import { unwrap } from '../../src/server/store/envelope.ts';
import { phoneOf, readWords } from '../../src/server/store/people.ts';
import { openErasureOf } from '../../src/server/store/retention/erasure-requests.ts';
import { standingHolds } from '../../src/server/store/retention/legal-holds.ts';
import { openWords } from '../../src/server/store/words.ts';
import { board } from '../../src/server/views/board.ts';
import { deskMessage } from '../../src/server/views/desk/desk-message.ts';
import { loadMessage } from '../../src/server/views/message-facts.ts';
import { afterWork, type AfterWork, rowsOf } from '../support/after-work.ts';
import { breaches, type InstructingStage, instructingStage } from '../support/instructing-stage.ts';
import { deafDevice } from '../support/push-kit.ts';
import { setStage, type Stage, words } from '../support/story.ts';

let stage: Stage;
let on: InstructingStage;
let work: AfterWork;
let jia: Actor;
let yi: Actor;
const refusal = (step: Promise<unknown>) =>
  step.then(
    () => 'taken',
    (e: { code: string }) => e.code,
  );
const document = { number: '川检 7 号', on: '2026-11-01', issuer: '省检察院' };

beforeAll(async () => {
  stage = await setStage();
  on = await instructingStage(stage);
  work = afterWork(stage);
  jia = await stage.staff('运营甲', 'operator');
  yi = await stage.staff('运营乙', 'operator');
});
afterAll(() => stage?.close());

type Made = Awaited<ReturnType<InstructingStage['message']>>;

async function close(made: Made) {
  await accept(made.code, on.officer, stage.start);
  const reply = { type: 'final', text: '桥已修好。', unit: '广元市交通运输局' } as const;
  const { replyId } = await draftReply(made.code, reply, on.officer, stage.start);
  await approveReply(made.code, replyId, on.approver, stage.start);
  const rating = { solved: 5, attitude: 5, speed: 5, settled: true, words: '谢谢你们' };
  await rate(made.code, rating, made.author, stage.start);
  await work.settle(stage.start);
}

/** A message whose public text differs from the original, closed. */
async function closed(visibility: 'public' | 'private' = 'public') {
  const made = await on.message({ visibility, remark: '请晚上打电话' }, stage.start);
  await close(made);
  return made;
}

async function erased(author: Actor, choice: 'keep' | 'remove') {
  await askErasure(choice, author, stage.start);
  const id = author.kind === 'citizen' ? (await openErasureOf(board(), author.citizenId))?.id : 0;
  const order = await orderErasure(id ?? 0, jia, stage.start);
  expect(await refusal(decideDeletion(order, true, jia, stage.start))).toBe('second-operator-confirms');
  await decideDeletion(order, true, yi, stage.start);
  await work.settle(stage.start);
  return order;
}

async function asBackup<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(stage.urls.backupUrl);
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

const state = async (order: number) =>
  (
    await rowsOf<{ done: boolean }>(
      'select finished_at is not null as done from deletion_orders where id = $1',
      [order],
    )
  )[0]?.done;

describe('When a person asks and two operators agree', () => {
  test('nobody reads the words again, not with every key of the key file, and nothing that a later backup holds brings them back', async () => {
    const made = await closed('private');
    const kept = await asBackup<{
      what: 'original';
      ciphertext: Buffer;
      key_id: string;
      wrapped_key: Buffer;
    }>(
      `select w.what, w.ciphertext, m.key_id, m.wrapped_key from private.words w join messages m on m.id = w.message_id where m.id = $1 and w.what = 'original'`,
      [made.id],
    );
    const [one] = kept;
    if (!one) throw new Error('There is no original.');
    const key = unwrap({ keyId: one.key_id, wrapped: one.wrapped_key });
    expect(openWords(made.id, key, 'original', one.ciphertext)['title']).toContain('乡道');
    while ((await index()) !== 'nothing');
    const found = () => searchMessages('石拱桥', 0, on.officer, stage.start);
    expect((await found()).items.map(({ code }) => code)).toContain(made.code);
    const order = await erased(made.author, 'keep');
    expect(await state(order)).toBe(true);
    expect((await found()).items.map(({ code }) => code)).not.toContain(made.code);

    expect(await readWords('test', [made.id])).toEqual([]);
    expect(await phoneOf('test', made.citizenId)).toBeUndefined();
    const tables = await asBackup<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(50);
    for (const { name } of tables)
      for (const bytes of [one.wrapped_key, one.ciphertext])
        expect(
          await asBackup(`select 1 from ${name} t where t::text like $1 limit 1`, [
            `%${bytes.toString('hex')}%`,
          ]),
          name,
        ).toEqual([]);
    await seal(stage.start);
    expect(await breaches(stage)).toEqual([]);
  }, 60_000);

  test('an officer who looks is told so in words, and whoever writes on is refused', async () => {
    const made = await closed('private');
    await erased(made.author, 'keep');
    expect(await refusal(reveal(made.code, { what: 'phone', reason: '核实' }, on.officer, stage.start))).toBe(
      'erased',
    );
    const seen = await deskMessage(board(), made.code, on.officer);
    expect(seen).toMatchObject({ erased: true, remark: '' });
    expect(seen.history.length).toBeGreaterThan(4);
  });

  test('the public text stays without the name, or goes out of view, as the person chose', async () => {
    const stays = await closed();
    await erased(stays.author, 'keep');
    expect(await loadMessage(board(), stays.code)).toMatchObject({
      text: { title: expect.stringContaining('乡道') },
      facts: { author: '***', state: { publication: 'public' } },
    });
    const goes = await closed();
    await erased(goes.author, 'remove');
    expect(await loadMessage(board(), goes.code)).toMatchObject({
      text: null,
      facts: { author: '***', state: { publication: 'withdrawn' } },
    });
    expect(await rowsOf('select text from replies where message_id = $1', [goes.id])).toEqual([
      { text: null },
    ]);
    expect(await breaches(stage)).toEqual([]);
  });

  test('the account goes with its phone, sessions and notices; the same phone begins anew as somebody else', async () => {
    const made = await closed();
    expect(await deafDevice(made.citizenId, stage.start)).toBe(true);
    await erased(made.author, 'keep');
    for (const table of [
      'notices',
      'sessions',
      'citizen_passkeys',
      'private.wechat_bindings',
      'private.push_devices',
      'idempotency_keys',
      'private.citizens',
      'private.verifications',
    ])
      expect(
        await asBackup(
          `select 1 from ${table} where ${table === 'private.citizens' ? 'id' : 'citizen_id'} = $1`,
          [made.citizenId],
        ),
        table,
      ).toEqual([]);
    expect((await stage.citizen(made.phone)).citizenId).not.toBe(made.citizenId);
  });
});

test('A message that is still handled waits until it is closed, then the rest and the account go by themselves', async () => {
  const first = await closed();
  const { id: leader } = await stage.leader('广元市委书记');
  const by = { by: { citizenId: first.citizenId }, source: 'api' as const, idempotencyKey: null };
  const { code } = await submit(words({ leader, title: '路灯不亮', anotherMatter: true }), by, stage.start);
  const [row] = await rowsOf<{ id: number }>('select id from messages where code = $1', [code]);
  const second = { ...first, code, id: Number(row?.id) };
  const order = await erased(first.author, 'keep');
  expect(await state(order)).toBe(false);
  expect(await readWords('test', [first.id])).toEqual([]);
  expect((await readWords('test', [second.id])).length).toBeGreaterThan(0);
  expect(await openErasureOf(board(), first.citizenId)).toMatchObject({ state: 'running', stillHandled: 1 });
  await withdraw(code, '', first.author, stage.start);
  await goOnErasing(stage.start);
  expect(await state(order)).toBe(true);
  expect(await readWords('test', [second.id])).toEqual([]);
  expect(await breaches(stage)).toEqual([]);
});

test('A legal hold keeps the words until it is lifted; it needs its document', async () => {
  const made = await closed('private');
  const hold = { code: made.code, wholePerson: true, document };
  expect(
    await refusal(holdMessage({ ...hold, document: { ...document, number: '' } }, jia, stage.start)),
  ).toBe('invalid');
  expect(await refusal(holdMessage(hold, on.officer, stage.start))).toBe('not-allowed');
  await holdMessage(hold, jia, stage.start);
  expect(await refusal(holdMessage(hold, jia, stage.start))).toBe('held-already');
  const order = await erased(made.author, 'remove');
  expect(await state(order)).toBe(false);
  expect((await readWords('test', [made.id])).length).toBeGreaterThan(0);
  const [standing] = await standingHolds(board());
  await liftHold(standing?.id ?? 0, yi, stage.start);
  await goOnErasing(stage.start);
  expect(await state(order)).toBe(true);
  expect(await readWords('test', [made.id])).toEqual([]);
});

test('A person asks once, may take it back until it is confirmed, and nobody else asks for them', async () => {
  const made = await closed();
  expect(await refusal(askErasure('keep', jia, stage.start))).toBe('not-allowed');
  expect(await refusal(askErasure('', made.author, stage.start))).toBe('invalid');
  await askErasure('keep', made.author, stage.start);
  expect(await refusal(askErasure('remove', made.author, stage.start))).toBe('erasure-asked');
  const id = (await openErasureOf(board(), made.citizenId))?.id ?? 0;
  const order = await orderErasure(id, jia, stage.start);
  expect(await refusal(orderErasure(id, yi, stage.start))).toBe('deletion-decided');
  await takeErasureBack(made.author, stage.start);
  expect(await refusal(decideDeletion(order, true, yi, stage.start))).toBe('deletion-decided');
  expect((await readWords('test', [made.id])).length).toBeGreaterThan(0);
});
