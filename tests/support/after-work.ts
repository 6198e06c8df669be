import { emptyQueue } from '../../scripts/stories/empty-queue.ts';
import { staffActor } from '../../src/server/access/staff-actor.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { relay } from '../../src/server/after/rounds/start-rounds.ts';
import { tasks, type Tools } from '../../src/server/after/tasks.ts';
import { readConfig } from '../../src/server/config.ts';
import { adoptConfig } from '../../src/server/current-config.ts';
import { submit } from '../../src/server/life/intake/submit.ts';
import { FakeSms } from '../../src/server/outside/sms/fake-sms.ts';
import { appPool } from '../../src/server/store/db.ts';
import type { Submission } from '../../src/domain/message.ts';
import { type Stage, words } from './story.ts';

/** The worker's work on a stage, done by hand: nothing runs until a test says so. */
export interface AfterWork {
  sms: FakeSms;
  /** Moves the outbox into the queue and works off every job that may run now; failed jobs wait for `again`. */
  settle(now: Date): Promise<void>;
  /** Lets jobs that failed run again at once, as if their pause were over. */
  again(): Promise<void>;
  /** The jobs that wait in the queue. */
  jobs(): Promise<
    { task: string; attempts: number; runAt: Date; error: string | null; payload: Record<string, unknown> }[]
  >;
}

/** Takes the worker's tools in hand. */
export function afterWork(stage: Stage, tools: Partial<Tools> = {}): AfterWork {
  adoptConfig(readConfig({ LOG_LEVEL: 'silent' }));
  const sms = new FakeSms();
  return {
    sms,
    settle: async (now) => {
      const taskList = tasks({
        now: () => now,
        sms,
        findStaff: staffActor,
        sweepPictures: async () => 0,
        ...tools,
      });
      const work = () => emptyQueue(stage.urls.appUrl, taskList);
      while ((await relay(now)) !== 'nothing') await work();
      await work();
      while ((await indexTexts(500)) > 0);
    },
    again: async () =>
      void (await appPool().query(
        'update graphile_worker._private_jobs set run_at = now() where locked_at is null and attempts > 0',
      )),
    jobs: async () =>
      (
        await appPool()
          .query(`select t.identifier as task, j.attempts, j.run_at as "runAt", j.last_error as error, j.payload
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`)
      ).rows,
  };
}

/** Rows of one query by the app role. */
export async function rowsOf<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await appPool().query<Row>(sql, values)).rows;
}

let phones = 0;

/** Somebody writes to the party secretary of Guangyuan; gives the message's code and id, and its author. */
export async function written(stage: Stage, changes: Partial<Submission> = {}, now = stage.start) {
  const { id: leader, officeId } = await stage.leader('广元市委书记');
  const phone = `139${String(10_000_000 + phones++)}`;
  const { citizenId, actor } = await stage.citizen(phone, now);
  const { code } = await submit(
    words({ leader, ...changes }),
    { by: { citizenId }, source: 'api', idempotencyKey: null },
    now,
  );
  const [row] = await rowsOf<{ id: number }>('select id from messages where code = $1', [code]);
  return { code, id: row?.id as number, citizenId, author: actor, phone, officeId };
}
