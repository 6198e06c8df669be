import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { lookAhead, yearWanted } from '../../src/server/after/look-ahead.ts';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { found, lettingFirst, makeRounds } from '../../src/server/after/rounds/rounds.ts';
import { sweep } from '../../src/server/after/sweep.ts';
import { raiseUrgency } from '../../src/server/life/intake/raise-urgency.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { log } from '../../src/server/log.ts';
import { readWords } from '../../src/server/store/people.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let reviewer: Actor;
const shanghai = (text: string) => new Date(`${text}+08:00`);
const days = (n: number) => new Date(stage.start.getTime() + n * 86_400_000);

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  reviewer = await stage.staff('审核员甲', 'reviewer');
});
afterAll(() => stage?.close());

const clocksOf = (id: number) =>
  rowsOf<{ what: string; due: Date }>(
    'select what, due_at as due from clocks where message_id = $1 and stopped_at is null order by what',
    [id],
  );
const screening = (id: number) =>
  rowsOf(
    "insert into outbox (task, payload, run_at) values ('screen', jsonb_build_object('message', $1::bigint), now())",
    [id],
  );

describe('reading by machine', () => {
  test('Words of danger to life that came in another way make an emergency: review in two hours, the answer a day after it came', async () => {
    const luo = await written(stage, { body: '书记您好,我家的孩子被困在地窖里了。' });
    // As an import or an older rule would have left it.
    await rowsOf("update messages set urgency = 'normal' where id = $1", [luo.id]);
    await rowsOf("update clocks set due_at = due_at + interval '9 days' where message_id = $1", [luo.id]);
    await rowsOf("update messages set due_at = due_at + interval '9 days' where id = $1", [luo.id]);
    const at = shanghai('2026-11-09T09:00:00');
    await screening(luo.id);
    await work.settle(at);
    expect(await clocksOf(luo.id)).toEqual([
      { what: 'reply', due: shanghai('2026-11-10T08:14:00') },
      { what: 'review', due: shanghai('2026-11-09T11:00:00') },
    ]);
    expect(await rowsOf('select urgency, due_at from messages where id = $1', [luo.id])).toEqual([
      { urgency: 'emergency', due_at: shanghai('2026-11-10T08:14:00') },
    ]);
    // Read again it is what it is; the new review clock fires, the old ones are silent.
    await screening(luo.id);
    await work.settle(at);
    expect(
      (
        await rowsOf<{ step: string }>('select step from history where message_id = $1 order by seq', [
          luo.id,
        ])
      ).map((row) => row.step),
    ).toEqual(['submit', 'raise-urgency']);
    await fire(shanghai('2026-11-09T10:00:00'));
    expect(
      await rowsOf(
        'select c.what, f.stage from firings f join clocks c on c.id = f.clock_id where c.message_id = $1',
        [luo.id],
      ),
    ).toEqual([{ what: 'review', stage: 1 }]);
  });

  test('A calm message stays as it is, and a message past review is left to its office', async () => {
    const [calm, gone] = [await written(stage), await written(stage, { body: '有人被困在电梯里。' })];
    await review(gone.code, { visibility: 'public' }, reviewer, shanghai('2026-11-09T08:20:00'));
    await rowsOf("update messages set urgency = 'normal' where id = $1", [gone.id]);
    await screening(calm.id);
    await screening(gone.id);
    await work.settle(shanghai('2026-11-09T08:30:00'));
    expect(
      await rowsOf('select distinct urgency from messages where id = any ($1::bigint[])', [
        [calm.id, gone.id],
      ]),
    ).toEqual([{ urgency: 'normal' }]);
    expect(await work.jobs()).toEqual([]);
  });

  test('A promise that was nearer stays; urgency is never lowered by this step', async () => {
    const luo = await written(stage, { kind: 'consultation' });
    const before = await clocksOf(luo.id);
    await raiseUrgency(luo.code, 'urgent', reviewer, shanghai('2026-11-09T09:00:00'));
    expect(await clocksOf(luo.id)).toEqual(before);
    await expect(
      raiseUrgency(luo.code, 'normal', reviewer, shanghai('2026-11-09T09:00:00')),
    ).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

test('The private copy of what is public word for word is dropped; a redacted message keeps its original', async () => {
  const [same, blacked] = [await written(stage), await written(stage)];
  await review(same.code, { visibility: 'public' }, reviewer, shanghai('2026-11-09T09:00:00'));
  await review(
    blacked.code,
    { visibility: 'public', redacted: { title: '乡道桥面塌陷' } },
    reviewer,
    shanghai('2026-11-09T09:00:00'),
  );
  await work.settle(shanghai('2026-11-09T09:00:00'));
  const kept = await readWords('test', [same.id, blacked.id], ['original']);
  expect(kept.map((words) => words.messageId)).toEqual([blacked.id]);
});

describe('the timetable', () => {
  test('Sweeping removes drafts, locks and old failures whose time is over, and nothing else', async () => {
    const draft = (id: string, expires: Date) =>
      rowsOf(
        "insert into drafts (id, secret_hash, ciphertext, saved_at, expires_at) values ($1, '', '', now(), $2)",
        [id, expires],
      );
    await draft('over', days(20));
    await draft('lives', days(21.1));
    const luo = await written(stage);
    await rowsOf(
      'insert into review_locks (message_id, staff_id, until_at) select $1, id, $2 from staff limit 1',
      [luo.id, days(20)],
    );
    const [notice] = await rowsOf<{ id: number }>(
      "insert into notices (citizen_id, message_id, what, cause, at) values ($1, $2, 'closed', 'c', $3) returning id",
      [luo.citizenId, luo.id, days(1)],
    );
    await rowsOf("insert into deliveries (notice_id, channel, state, at) values ($1, 'sms', 'waiting', $2)", [
      notice?.id,
      days(18),
    ]);
    const sweepPictures = vi.fn(async () => 3);
    await sweep(sweepPictures, days(21));
    expect(sweepPictures).toHaveBeenCalledWith(days(21));
    expect(await rowsOf('select id from drafts')).toEqual([{ id: 'lives' }]);
    expect(await rowsOf('select from review_locks')).toEqual([]);
    expect(
      await rowsOf('select state, last_error from deliveries where notice_id = $1', [notice?.id]),
    ).toEqual([{ state: 'failed', last_error: 'given-up' }]);
  });

  test('A part that cannot be swept holds back no other, and the sweep is tried again', async () => {
    await rowsOf(
      "insert into drafts (id, secret_hash, ciphertext, saved_at, expires_at) values ('old', '', '', now(), $1)",
      [days(1)],
    );
    const broken = () => Promise.reject(new Error('the disk is full'));
    await expect(sweep(broken, days(21))).rejects.toThrow('disk');
    expect(await rowsOf("select from drafts where id = 'old'")).toEqual([]);
  });

  test('Jobs given up are reported the day after and removed after a month', async () => {
    await rowsOf(
      'insert into outbox (task, payload, run_at) values (\'notify\', \'{"message": "none"}\', now())',
    );
    await work.settle(days(0));
    await rowsOf(
      'update graphile_worker._private_jobs set attempts = max_attempts, updated_at = $1 where attempts > 0',
      [days(-1)],
    );
    const error = vi.spyOn(log(), 'error');
    await lookAhead(days(-0.5));
    expect(error).toHaveBeenCalledWith({ task: 'notify', n: 1 }, 'jobs were given up');
    await sweep(async () => 0, days(20));
    expect(await work.jobs()).toHaveLength(1);
    await sweep(async () => 0, days(30));
    expect(await work.jobs()).toEqual([]);
    error.mockRestore();
  });

  test('From 1 November the operator is warned while next year’s holidays are unknown', async () => {
    expect([
      yearWanted(shanghai('2098-10-31T23:59:59')),
      yearWanted(shanghai('2098-11-01T00:00:00')),
      yearWanted(shanghai('2098-12-31T23:59:59')),
    ]).toEqual([undefined, 2099, 2099]);
    const warn = vi.spyOn(log(), 'warn');
    await lookAhead(shanghai('2098-10-31T09:07:00'));
    expect(warn).not.toHaveBeenCalled();
    await lookAhead(shanghai('2098-11-01T09:07:00'));
    expect(warn).toHaveBeenCalledWith({ year: 2099 }, expect.stringContaining('provisional'));
    await rowsOf(
      "insert into calendar_years (year, provisional, source) values (2099, false, 'invented') on conflict (year) do update set provisional = false",
    );
    warn.mockClear();
    await lookAhead(shanghai('2098-11-02T09:07:00'));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('rounds', () => {
  test('go on after a fault, follow at once while there is more, and end when told to', async () => {
    const answers = [
      () => Promise.reject(new Error('away')),
      async () => found(5, 5),
      async () => found(2, 5),
    ];
    const asked: number[] = [];
    vi.useFakeTimers();
    const rounds = makeRounds('test', { busyMs: 50, idleMs: 200 }, async () => {
      asked.push(Date.now());
      return (await answers.shift()?.()) ?? 'nothing';
    });
    const from = Date.now();
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked.slice(0, 7).map((at) => at - from)).toEqual([0, 2000, 2000, 2050, 2150, 2350, 2550]);
    const before = asked.length;
    rounds.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(before + 1);
    await rounds.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toHaveLength(before + 1);
    vi.useRealTimers();
  });

  test('let others go first while they must, for a second at most and anew each time', async () => {
    vi.useFakeTimers();
    let must = false;
    const look = lettingFirst(
      async () => must,
      1000,
      async () => 'full',
    );
    expect(await look()).toBe('full');
    must = true;
    expect(await look()).toBe('some');
    await vi.advanceTimersByTimeAsync(999);
    expect(await look()).toBe('some');
    // However long the others go on, it does not wait for them again.
    await vi.advanceTimersByTimeAsync(1);
    expect(await look()).toBe('full');
    await vi.advanceTimersByTimeAsync(500);
    expect(await look()).toBe('full');
    must = false;
    expect(await look()).toBe('full');
    must = true;
    expect(await look()).toBe('some');
    vi.useRealTimers();
  });
});
