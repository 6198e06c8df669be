import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { rate } from '../../src/server/life/citizen/rate.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { approveReply } from '../../src/server/life/handling/decide-reply.ts';
import { draftReply } from '../../src/server/life/handling/draft-reply.ts';
import { reveal } from '../../src/server/life/handling/reveal.ts';
import { decideDeletion } from '../../src/server/life/retention/decide-deletion.ts';
import { orderDeletion } from '../../src/server/life/retention/order-deletion.ts';
import { setRetention } from '../../src/server/life/retention/set-retention.ts';
import { countRetention } from '../../src/server/life/retention/count-retention.ts';
import { retain } from '../../src/server/after/retention/retain.ts';
import { sweep } from '../../src/server/after/sweep.ts';
import { readWords } from '../../src/server/store/people.ts';
import { board } from '../../src/server/views/board.ts';
import { retentionSchedule } from '../../src/server/views/desk/retention/retention-schedule.ts';
import { afterWork, type AfterWork, rowsOf } from '../support/after-work.ts';
import { breaches, type InstructingStage, instructingStage } from '../support/instructing-stage.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let on: InstructingStage;
let work: AfterWork;
let jia: Actor;
let yi: Actor;
const day = 86_400_000;
const years = (n: number) => new Date(stage.start.getTime() + n * 366 * day);
const refusal = (step: Promise<unknown>) =>
  step.then(
    () => 'taken',
    (e: { code: string; faults: { code: string }[] }) => e.faults[0]?.code ?? e.code,
  );

beforeAll(async () => {
  stage = await setStage();
  on = await instructingStage(stage);
  work = afterWork(stage);
  jia = await stage.staff('运营甲', 'operator');
  yi = await stage.staff('运营乙', 'operator');
});
afterAll(() => stage?.close());

async function as<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

const endedSessions = (n: number) =>
  rowsOf(
    `insert into sessions (token_hash, staff_id, made_at, expires_at) select sha256(random()::text::bytea), $1, $2::timestamptz, $2::timestamptz + interval '12 hours' from generate_series(1, $3)`,
    [jia.kind === 'staff' ? jia.staffId : 0, stage.start, n],
  );
const tombs = (orderId: number) =>
  rowsOf<{ rule: string; n: number; ids: number }>(
    'select rule, sum(count)::integer as n, sum(cardinality(ids))::integer as ids from tombstones where order_id = $1 group by 1 order by 1',
    [orderId],
  );

async function closedMessage(visibility: 'public' | 'private') {
  const made = await on.message({ visibility, body: '桥塌了，我叫罗小满，电话 13800138000。' }, stage.start);
  await accept(made.code, on.officer, stage.start);
  const reply = { type: 'final', text: '桥已修好。', unit: '广元市交通运输局' } as const;
  const { replyId } = await draftReply(made.code, reply, on.officer, stage.start);
  await approveReply(made.code, replyId, on.approver, stage.start);
  const rating = { solved: 5, attitude: 5, speed: 5, settled: true, words: '谢谢' };
  await rate(made.code, rating, made.author, stage.start);
  await work.settle(stage.start);
  return made;
}

describe('An order to delete', () => {
  test('needs two operators: one alone is refused, by the program and by the table', async () => {
    await endedSessions(3);
    const id = await orderDeletion(['sessions'], jia, years(1));
    expect(await refusal(decideDeletion(id, true, jia, years(1)))).toBe('second-operator-confirms');
    await expect(
      rowsOf(
        `update deletion_orders set state = 'confirmed', decided_by = ordered_by, decided_at = now() where id = $1`,
        [id],
      ),
    ).rejects.toThrow(/check constraint/);
    await retain({ order: id }, years(1));
    expect(await tombs(id)).toEqual([]);
    await decideDeletion(id, true, yi, years(1));
    await work.settle(years(1));
    expect(await tombs(id)).toEqual([{ rule: 'sessions', n: 3, ids: 3 }]);
    expect(await refusal(decideDeletion(id, true, yi, years(1)))).toBe('deletion-decided');
    const [shown] = (await retentionSchedule(board(), yi)).orders;
    expect(shown).toMatchObject({ id, state: 'confirmed', gone: [{ rule: 'sessions', count: 3 }] });
    expect(shown?.finishedAt).not.toBeNull();
  });

  test('is nobody else’s; who ordered may take it back, and after two weeks it is stale', async () => {
    const officer = await stage.staff('经办', 'officer', 1);
    for (const who of [officer, { kind: 'citizen', citizenId: 1 } as Actor])
      expect(await refusal(orderDeletion(['sessions'], who, years(1)))).toBe('not-allowed');
    expect(await refusal(orderDeletion(['drafts'], jia, years(1)))).toBe('wrong-choice');
    expect(await refusal(orderDeletion([], jia, years(1)))).toBe('required');
    expect(await refusal(orderDeletion(['closed-words'], jia, years(1)))).toBe('nothing-to-delete');
    const first = await orderDeletion(['sessions'], jia, years(1));
    await decideDeletion(first, false, jia, years(1));
    const second = await orderDeletion(['sessions'], jia, years(1));
    expect(await refusal(decideDeletion(second, true, yi, years(2)))).toBe('deletion-stale');
  });

  test('that is killed midway goes on where it was, and every row is told once', async () => {
    const all = 2_000;
    await endedSessions(all);
    // The last of them is held by somebody else: the deletion comes as far as that and waits, until it is killed.
    const last = await rowsOf<{ id: number }>(
      `update sessions set expires_at = expires_at + interval '1 minute' where id = (select max(id) from sessions) returning id`,
    );
    const id = await orderDeletion(['sessions'], jia, years(1));
    await decideDeletion(id, true, yi, years(1));
    await as(stage.urls.appUrl, async (holder) => {
      await holder.query('begin');
      await holder.query('select id from sessions where id = $1 for update', [last[0]?.id]);
      const first = retain({ order: id }, years(1)).then(
        () => 'done',
        () => 'killed',
      );
      await expect.poll(async () => (await tombs(id))[0]?.n, { timeout: 20_000 }).toBe(all - 500);
      await as(stage.urls.retentionUrl, (client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'huiyin_retention' and datname = current_database() and pid <> pg_backend_pid()`,
        ),
      );
      expect(await first).toBe('killed');
      await holder.query('rollback');
    });
    expect(await tombs(id)).toMatchObject([{ n: all - 500 }]);
    await retain({ order: id }, years(1));
    expect(await tombs(id)).toEqual([{ rule: 'sessions', n: all, ids: all }]);
  });
});

describe('The schedule', () => {
  test('is counted without deleting, with the oldest and the newest', async () => {
    await endedSessions(2);
    const found = await countRetention(years(1));
    expect(found.sessions).toMatchObject({ count: 2 });
    expect(found.sessions?.oldestAt).toEqual(new Date(stage.start.getTime() + day / 2));
    expect(found['closed-words']).toBeUndefined();
    expect((await countRetention(years(1))).sessions?.count).toBe(2);
  });

  test('is lengthened and shortened within the bounds of the law, and who did it is kept', async () => {
    await setRetention({ rule: 'sessions', days: 400 }, jia, stage.start);
    expect((await countRetention(years(1))).sessions?.count).toBe(0);
    for (const days of [183, 800, 200.5, null])
      expect(await refusal(setRetention({ rule: 'sessions', days }, jia, stage.start))).toBe(
        'kept-otherwise',
      );
    expect(await refusal(setRetention({ rule: 'drafts', days: 8 }, jia, stage.start))).toBe('kept-otherwise');
    expect(await refusal(setRetention({ rule: 'history', days: 8 }, jia, stage.start))).toBe('wrong-choice');
    await setRetention({ rule: 'sessions', days: 190 }, jia, stage.start);
    await expect(rowsOf('delete from retention_settings')).rejects.toThrow(/permission denied/);
  });

  test('lets codes, drafts and tries go by itself, by the same rules and with tombstones', async () => {
    await stage.citizen('13700009999', stage.start);
    await sweep(async () => 0, new Date(stage.start.getTime() + 2 * day));
    const gone = await rowsOf<{ rule: string }>(
      'select distinct rule from tombstones where order_id is null',
    );
    expect(gone.map(({ rule }) => rule)).toContain('codes');
    expect(
      await as(
        stage.urls.backupUrl,
        async (c) => (await c.query('select 1 from private.verifications')).rowCount,
      ),
    ).toBe(0);
  });
});

test('Long closed words go by order: key, words and hidden pictures; the public text, history and numbers stay whole', async () => {
  const shown = await closedMessage('public');
  const kept = await closedMessage('private');
  const held = await closedMessage('private');
  await rowsOf(
    `insert into legal_holds (message_id, whole_person, document_number, document_on, document_issuer, placed_by, placed_at)
     select $1, false, '川检 7 号', '2026-11-01', '检察院', staff_id, now() from staff_roles where role = 'operator' limit 1`,
    [held.id],
  );
  await rowsOf(`update messages set closed_at = $1 where handling = 'closed'`, [stage.start]);
  await setRetention({ rule: 'closed-words', days: 3660 }, jia, stage.start);
  const id = await orderDeletion(['closed-words'], jia, years(11));
  await decideDeletion(id, true, yi, years(11));
  await work.settle(years(11));
  expect(await tombs(id)).toEqual([{ rule: 'closed-words', n: 2, ids: 2 }]);
  expect(await readWords('test', [shown.id, kept.id])).toEqual([]);
  expect((await readWords('test', [held.id])).length).toBeGreaterThan(0);
  const rows = await rowsOf(
    'select title is not null as shown, wrapped_key from messages where id = any ($1) order by id',
    [[shown.id, kept.id]],
  );
  expect(rows).toEqual([
    { shown: true, wrapped_key: null },
    { shown: false, wrapped_key: null },
  ]);
  expect(await refusal(reveal(kept.code, { what: 'name', reason: '核实' }, on.officer, years(11)))).toBe(
    'erased',
  );
  expect(await breaches(stage)).toEqual([]);
});

test('The retention role deletes and reads no content: no word, no key, no phone, no secret', async () => {
  const tried = [
    'select ciphertext from private.words',
    'select phone from private.citizens',
    'select wrapped_key from private.citizens',
    'select phone from private.verifications',
    'select reason from private.reveals',
    'select ciphertext from private.hand_over_notes',
    'select * from private.staff_passwords',
    'select wrapped_key from messages',
    'select title, body from messages',
    'select ciphertext from drafts',
    'select token_hash from sessions',
    'select text from follow_ups',
    'delete from messages',
    'delete from history',
    'delete from tombstones',
    'update tombstones set count = 1',
    `update deletion_orders set state = 'confirmed'`,
  ];
  for (const statement of tried)
    await as(stage.urls.retentionUrl, (client) =>
      expect(client.query(statement), statement).rejects.toThrow(/permission denied/),
    );
});
