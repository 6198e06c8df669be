import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runOut } from '../../src/server/life/supervision/run-out.ts';
import { machine } from '../../src/server/after/machine.ts';
import { fire } from '../../src/server/after/rounds/start-rounds.ts';
import { accept } from '../../src/server/life/handling/accept.ts';
import { reject } from '../../src/server/life/intake/reject.ts';
import { review } from '../../src/server/life/intake/review.ts';
import { mend } from '../../src/server/life/intake/mend.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { manyAreDue } from '../../src/server/store/clocks-due.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let reviewer: Actor;
const shanghai = (text: string) => new Date(`${text}+08:00`);

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  reviewer = await stage.staff('审核员甲', 'reviewer');
});
afterAll(() => stage?.close());

/** The worker looks at the clocks and does what follows. */
async function look(now: Date): Promise<void> {
  while ((await fire(now)) === 'full');
  await work.settle(now);
}
const stagesOf = (id: number, what: string) =>
  rowsOf<{ stage: number; at: Date }>(
    'select f.stage, f.at from firings f join clocks c on c.id = f.clock_id where c.message_id = $1 and c.what = $2 order by f.stage',
    [id, what],
  );
const stepsOf = async (id: number) =>
  (await rowsOf<{ step: string }>('select step from history where message_id = $1 order by seq', [id])).map(
    (row) => row.step,
  );
const attentionOf = async (id: number) =>
  (await rowsOf<{ attention: string }>('select attention from messages where id = $1', [id]))[0]?.attention;

describe('the promise of a consultation, two working days', () => {
  test('It warns at half and four fifths, urges at 24:00 of the last day, each once', async () => {
    const luo = await written(stage, { kind: 'consultation' });
    await review(luo.code, { visibility: 'public' }, reviewer, shanghai('2026-11-09T09:00:00'));
    // Wednesday 24:00; 63 hours from Monday 9:00: half is Tuesday 16:30, four fifths Wednesday 11:24.
    await look(shanghai('2026-11-10T16:29:00'));
    expect(await stagesOf(luo.id, 'reply')).toEqual([]);
    await look(shanghai('2026-11-10T16:30:00'));
    await look(shanghai('2026-11-10T16:30:01'));
    await look(shanghai('2026-11-11T11:24:00'));
    expect(await attentionOf(luo.id)).toBe('normal');
    await look(shanghai('2026-11-12T00:00:00'));
    await look(shanghai('2026-11-12T00:00:00'));
    await look(shanghai('2026-11-13T00:00:00'));
    expect(await stagesOf(luo.id, 'reply')).toEqual([
      { stage: 1, at: shanghai('2026-11-10T16:30:00') },
      { stage: 2, at: shanghai('2026-11-11T11:24:00') },
      { stage: 3, at: shanghai('2026-11-12T00:00:00') },
    ]);
    // A working day later its dossier.
    expect(await stepsOf(luo.id)).toEqual(['submit', 'publish', 'urge', 'open-dossier']);
    expect(await attentionOf(luo.id)).toBe('supervised');
  });

  test('Clocks that are due are counted until they have fired', async () => {
    const luo = await written(stage, { kind: 'consultation' });
    await review(luo.code, { visibility: 'public' }, reviewer, shanghai('2026-11-09T09:00:00'));
    const half = shanghai('2026-11-10T16:30:00');
    await look(shanghai('2026-11-10T16:29:59'));
    expect(await manyAreDue(shanghai('2026-11-10T16:29:59'), 1)).toBe(false);
    const [due] = await rowsOf<{ n: number }>(
      'select count(*)::integer as n from clocks where next_at <= $1',
      [half],
    );
    const n = due?.n ?? 0;
    expect(n).toBeGreaterThan(0);
    expect([await manyAreDue(half, n), await manyAreDue(half, n + 1)]).toEqual([true, false]);
    await look(half);
    expect(await manyAreDue(half, 1)).toBe(false);
  });

  test('After days without a worker every stage is recorded and the message urged once', async () => {
    const luo = await written(stage, { kind: 'consultation' });
    await review(luo.code, { visibility: 'public' }, reviewer, shanghai('2026-11-09T09:00:00'));
    await look(shanghai('2026-11-20T03:00:00'));
    expect((await stagesOf(luo.id, 'reply')).map(({ stage: n }) => n)).toEqual([1, 2, 3]);
    expect(await stepsOf(luo.id)).toEqual(['submit', 'publish', 'urge']);
  });

  test('A late review shows on the desk and takes no step; the clock that the verdict stopped never fires', async () => {
    const [read, unread] = [await written(stage), await written(stage)];
    await review(read.code, { visibility: 'public' }, reviewer, shanghai('2026-11-09T09:00:00'));
    await look(shanghai('2026-11-10T08:14:00'));
    expect(await stagesOf(read.id, 'review')).toEqual([]);
    expect((await stagesOf(unread.id, 'review')).map(({ stage: n }) => n)).toEqual([1, 2, 3]);
    expect(await stepsOf(unread.id)).toEqual(['submit']);
  });
});

describe('a rejected message', () => {
  test('It ends after 30 days when its author did not mend it, and the author is told once', async () => {
    const luo = await written(stage);
    await reject(
      luo.code,
      { code: 'unclear', words: '请写明地点。' },
      reviewer,
      shanghai('2026-11-09T10:00:00'),
    );
    await look(shanghai('2026-12-09T23:59:59'));
    expect(await stepsOf(luo.id)).toEqual(['submit', 'reject']);
    await look(shanghai('2026-12-10T00:00:00'));
    await look(shanghai('2026-12-10T00:00:01'));
    expect(await stepsOf(luo.id)).toEqual(['submit', 'reject', 'lapse']);
    expect(
      await rowsOf('select handling, closed_reason, due_at from messages where id = $1', [luo.id]),
    ).toEqual([{ handling: 'closed', closed_reason: 'rejected', due_at: null }]);
    expect(
      (
        await rowsOf<{ what: string }>('select what from notices where message_id = $1 order by id', [luo.id])
      ).map((n) => n.what),
    ).toEqual(['rejected', 'lapsed']);
  });

  test('Mended in the last second it lives on, though its clock had fired and the job ran late', async () => {
    const luo = await written(stage);
    await reject(
      luo.code,
      { code: 'unclear', words: '请写明地点。' },
      reviewer,
      shanghai('2026-11-09T10:00:00'),
    );
    const [clock] = await rowsOf<{ id: number }>(
      "select id from clocks where message_id = $1 and what = 'mend'",
      [luo.id],
    );
    await mend(
      luo.code,
      { title: '桥', body: '石桥村的桥塌了。', name: '罗小满' },
      luo.author,
      shanghai('2026-12-09T23:59:59'),
    );
    await expect(
      runOut(
        { code: luo.code, clockId: clock?.id as number, effect: 'lapse' },
        machine,
        shanghai('2026-12-10T00:00:02'),
      ),
    ).rejects.toMatchObject({ code: 'wrong-state' });
    // Rejected once more, a new clock runs: the old clock’s job must not end the message.
    await reject(
      luo.code,
      { code: 'unclear', words: '还要写明村组。' },
      reviewer,
      shanghai('2026-12-10T09:00:00'),
    );
    await rowsOf(
      "insert into outbox (task, payload, run_at) values ('run-out', jsonb_build_object('clock', $1::bigint, 'message', $2::bigint, 'effect', 'lapse'), now())",
      [clock?.id, luo.id],
    );
    await work.settle(shanghai('2026-12-10T10:00:00'));
    expect((await stepsOf(luo.id)).at(-1)).toBe('reject');
    expect((await work.jobs()).filter((job) => job.task === 'run-out')).toEqual([]);
  });
});

test('An urge that is asked for twice for one clock is written once; a second clock urges again', async () => {
  const luo = await written(stage, { kind: 'consultation' });
  const officer = await stage.staff('经办人赵', 'officer', luo.officeId);
  await review(luo.code, { visibility: 'private' }, reviewer, shanghai('2026-11-09T09:00:00'));
  await accept(luo.code, officer, shanghai('2026-11-09T10:00:00'));
  const [clock] = await rowsOf<{ id: number }>(
    'select id from clocks where message_id = $1 and promise and stopped_at is null',
    [luo.id],
  );
  const asked = { code: luo.code, clockId: clock?.id as number, effect: 'urge' } as const;
  const late = shanghai('2026-11-12T00:00:00');
  const both = await Promise.allSettled([runOut(asked, machine, late), runOut(asked, machine, late)]);
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await stepsOf(luo.id)).filter((step) => step === 'urge')).toHaveLength(1);
});

test('Two looks at the same moment share the clocks and record each once', async () => {
  const ids: number[] = [];
  for (let i = 0; i < 12; i += 1)
    ids.push((await written(stage, { kind: 'consultation', anotherMatter: true })).id);
  const log = vi.fn();
  await Promise.all(Array.from({ length: 6 }, () => fire(shanghai('2026-12-20T00:00:00')).catch(log)));
  expect(log).not.toHaveBeenCalled();
  const rows = await rowsOf<{ clock: number; n: number }>(
    'select c.id as clock, count(*)::integer as n from clocks c join firings f on f.clock_id = c.id where c.message_id = any ($1::bigint[]) group by 1',
    [ids],
  );
  expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 24 }, () => 3));
  const jobs = await rowsOf(
    "select from outbox where task = 'run-out' and (payload->>'message')::bigint = any ($1::bigint[])",
    [ids],
  );
  expect(jobs).toHaveLength(12);
});
