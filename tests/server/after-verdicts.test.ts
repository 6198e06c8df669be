import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { startAfter } from '../../src/server/after/start-after.ts';
import { mend } from '../../src/server/life/intake/mend.ts';
import { reject } from '../../src/server/life/intake/reject.ts';
import { cancelVerdict, scheduleVerdict } from '../../src/server/life/intake/schedule-verdict.ts';
import { withMessage } from '../../src/server/store/lock-message.ts';
import { claimDueVerdicts } from '../../src/server/store/verdicts-due.ts';
import { readConfig } from '../../src/server/config.ts';
import { type AfterWork, afterWork, rowsOf, written } from '../support/after-work.ts';
import { setStage, type Stage } from '../support/story.ts';

let stage: Stage;
let work: AfterWork;
let reviewer: Extract<Actor, { kind: 'staff' }>;
const seconds = (n: number) => new Date(stage.start.getTime() + n * 1000);

beforeAll(async () => {
  stage = await setStage();
  work = afterWork(stage);
  reviewer = await stage.staff('审核员甲', 'reviewer');
});
afterAll(() => stage?.close());

const publicly = {
  step: 'publish',
  verdict: { visibility: 'public', redacted: { title: '乡道桥面塌陷' } },
} as const;
const hold = (
  code: string,
  pending: Parameters<typeof scheduleVerdict>[1] = publicly,
  actor: Actor = reviewer,
) => scheduleVerdict(code, pending, { actor, delaySeconds: 5 }, seconds(0));
const stateOf = async (id: number) =>
  (
    await rowsOf<{ publication: string; title: string | null }>(
      'select publication, title from messages where id = $1',
      [id],
    )
  )[0];
const comeDue = async (now: Date) => {
  const claimed = await claimDueVerdicts(now, 50);
  await work.settle(now);
  return claimed;
};

describe('a verdict that is held for five seconds', () => {
  test('takes effect when they are over, not before, with the reviewer’s text', async () => {
    const luo = await written(stage);
    await hold(luo.code);
    expect(await comeDue(seconds(4.9))).toBe(0);
    expect(await stateOf(luo.id)).toEqual({ publication: 'awaiting-review', title: null });
    expect(await comeDue(seconds(5))).toBe(1);
    expect(await stateOf(luo.id)).toEqual({ publication: 'public', title: '乡道桥面塌陷' });
    expect(await rowsOf('select from verdicts where message_id = $1', [luo.id])).toEqual([]);
    const [line] = await rowsOf<{ actor_id: number }>(
      "select actor_id from history where message_id = $1 and step = 'publish'",
      [luo.id],
    );
    expect(line?.actor_id).toBe(reviewer.staffId);
  });

  test('can be a rejection, with its words to the author', async () => {
    const luo = await written(stage);
    await hold(luo.code, { step: 'reject', reason: { code: 'unclear', words: '请写明是哪一座桥。' } });
    await comeDue(seconds(6));
    expect(await stateOf(luo.id)).toMatchObject({ publication: 'rejected' });
    expect(await rowsOf('select code from rejections where message_id = $1', [luo.id])).toEqual([
      { code: 'unclear' },
    ]);
  });

  test('is taken back in time, and then never takes effect', async () => {
    const luo = await written(stage);
    await hold(luo.code);
    await cancelVerdict(luo.code, reviewer);
    expect(await comeDue(seconds(60))).toBe(0);
    expect(await stateOf(luo.id)).toMatchObject({ publication: 'awaiting-review' });
  });

  test('is either taken back or takes effect, however the two meet', async () => {
    for (let i = 0; i < 12; i += 1) {
      const luo = await written(stage);
      await hold(luo.code);
      const [cancelled] = await Promise.allSettled([
        cancelVerdict(luo.code, reviewer),
        claimDueVerdicts(seconds(5), 50),
      ]);
      await work.settle(seconds(5));
      const { publication } = (await stateOf(luo.id)) ?? {};
      expect(publication).toBe(cancelled.status === 'fulfilled' ? 'awaiting-review' : 'public');
    }
  });

  test('does not block its message while the reviewer takes it back under the message’s lock', async () => {
    const luo = await written(stage);
    await hold(luo.code);
    await withMessage(luo.code, async () => expect(await claimDueVerdicts(seconds(5), 50)).toBe(1));
    await work.settle(seconds(5));
    expect(await stateOf(luo.id)).toMatchObject({ publication: 'public' });
  });

  test('has no effect when its reviewer is no longer one', async () => {
    const luo = await written(stage);
    const leaving = await stage.staff('审核员乙', 'reviewer');
    await hold(luo.code, publicly, leaving);
    await rowsOf('update staff_roles set to_at = $2 where staff_id = $1', [leaving.staffId, seconds(3)]);
    expect(await comeDue(seconds(5))).toBe(1);
    expect(await stateOf(luo.id)).toMatchObject({ publication: 'awaiting-review' });
    expect(await work.jobs()).toEqual([]);
  });

  test('run twice, is not given again on what the author mended', async () => {
    const luo = await written(stage);
    await hold(luo.code, { step: 'reject', reason: { code: 'unclear', words: '请写明是哪一座桥。' } });
    await claimDueVerdicts(seconds(5), 50);
    const [job] = await rowsOf<{ payload: object }>("select payload from outbox where task = 'take-effect'");
    await work.settle(seconds(5));
    await mend(
      luo.code,
      { title: '石桥村的桥', body: '石桥村的桥塌了,请修。', name: '罗小满' },
      luo.author,
      seconds(100),
    );
    await rowsOf("insert into outbox (task, payload, run_at) values ('take-effect', $1, $2)", [
      job?.payload,
      seconds(101),
    ]);
    await work.settle(seconds(101));
    expect(await stateOf(luo.id)).toMatchObject({ publication: 'awaiting-review' });
    await reject(luo.code, { code: 'spam', words: '第二次。' }, reviewer, seconds(102));
  });
});

test('With a worker running, a held verdict takes effect within 300 ms of its moment', async () => {
  const config = {
    ...readConfig({ LOG_LEVEL: 'silent' }),
    database: {
      app: stage.urls.appUrl,
      private: stage.urls.privateUrl,
      owner: null,
      retention: null,
      backup: null,
    },
  };
  const worker = await startAfter(config, {
    now: () => new Date(),
    findStaff: staffActor,
    sweepPictures: async () => 0,
  });
  const luo = await written(stage);
  const { effectiveAt } = await scheduleVerdict(
    luo.code,
    publicly,
    { actor: reviewer, delaySeconds: 1 },
    new Date(),
  );
  await expect
    .poll(async () => (await stateOf(luo.id))?.publication, { timeout: 5000, interval: 5 })
    .toBe('public');
  const late = Date.now() - effectiveAt.getTime();
  await worker.stop();
  expect(late).toBeGreaterThanOrEqual(0);
  // Never a timed test: the figure is in docs/decisions; here only that it came with the moment and not with a slow poll.
  expect(late).toBeLessThan(15_000);
});
