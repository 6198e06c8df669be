import { staffActor } from '../../src/server/access/staff-actor.ts';
import { fire, relay } from '../../src/server/after/rounds/start-rounds.ts';
import { tasks } from '../../src/server/after/tasks.ts';
import { remindLateUnits } from '../../src/server/life/bulletins/remind-units.ts';
import type { FakeSms } from '../../src/server/outside/sms/fake-sms.ts';
import { appPool } from '../../src/server/store/db.ts';
import { foldDeltas } from '../../src/server/store/rollups.ts';
import { indexTexts } from '../../src/server/store/searching/index-texts.ts';
import { emptyQueue } from './empty-queue.ts';

const mostDeltas = 5000;
const mostTexts = 500;

/** The worker's rounds on a board whose clock stands still: run to their end whenever the clock has moved. */
export class Rounds {
  readonly #url: string;
  readonly #sms: FakeSms;

  constructor(url: string, sms: FakeSms) {
    this.#url = url;
    this.#sms = sms;
  }

  /** Fires the clocks that are due, works off what that and the steps before left behind, folds the numbers, and reads texts for the search. */
  async work(now: Date): Promise<void> {
    while ((await fire(now)) !== 'nothing');
    while (await somethingWaits(now)) {
      await relay(now);
      await this.#workOff(now);
    }
    while ((await foldDeltas(mostDeltas)) > 0);
    while ((await indexTexts(mostTexts)) > 0);
  }

  /** What the timetable does at nine in the morning. */
  async morning(now: Date): Promise<number> {
    const reminded = await remindLateUnits(now);
    await this.work(now);
    return reminded;
  }

  async #workOff(now: Date): Promise<void> {
    await holdBack(now);
    const taskList = tasks({
      now: () => now,
      sms: this.#sms,
      findStaff: staffActor,
      sweepPictures: async () => 0,
    });
    await emptyQueue(this.#url, taskList);
    await release();
  }
}

// The queue reads the database's own clock, for which every hour of the story is long past: a job that waits for a later
// hour of the story is put out of its sight.
const later = `run_at > $1 and run_at < '2021-01-01'`;

async function somethingWaits(now: Date): Promise<boolean> {
  const { rows } = await appPool().query<{ waits: boolean }>(
    `select exists (select from outbox) or exists (select from graphile_worker._private_jobs
       where attempts = 0 and run_at <= now() and not (${later})) as waits`,
    [now],
  );
  return rows[0]?.waits ?? false;
}

async function holdBack(now: Date): Promise<void> {
  await appPool().query(
    `update graphile_worker._private_jobs set run_at = run_at + interval '100 years' where ${later}`,
    [now],
  );
}

async function release(): Promise<void> {
  await appPool().query(
    `update graphile_worker._private_jobs set run_at = run_at - interval '100 years' where run_at > '2119-01-01' and run_at < '2121-01-01'`,
  );
}
