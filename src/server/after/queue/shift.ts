import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { run, type Runner, type RunnerOptions, type TaskList, type WorkerEvents } from 'graphile-worker';
import { answerRollCall, type Presence } from '../../store/roll-call.ts';
import { queueLog } from './queue-log.ts';

/** One run of the job queue's worker, from its start until it ends by itself or is ended. */
export interface Shift {
  ended: Promise<void>;
  end(): Promise<void>;
}

const atOnce = 4;
/** A worker that neither fetches nor finishes a job for so long hangs: it polls every two seconds and no task takes this long. */
const silenceMs = 15_000;
/** Running jobs get this long to end. */
const graceMs = 10_000;

/** Begins a shift under the name by which it answers the roll call. A shift that hangs is ended, so that another can begin. */
export async function beginShift(url: string, tasks: TaskList, crontab: string): Promise<Shift> {
  const events = new EventEmitter() as WorkerEvents;
  const presences: Presence[] = [];
  // Jobs are locked under the pool's name.
  events.on('pool:create', ({ workerPool }) => presences.push(answerRollCall(url, workerPool.id)));
  const leave = async () => void (await Promise.all(presences.map((each) => each.leave())));
  let runner: Runner;
  try {
    runner = await run(optionsFor(url, { tasks, crontab, events }));
  } catch (error) {
    await leave();
    throw error;
  }
  const over = Promise.withResolvers<void>();
  runner.promise.then(over.resolve, over.resolve);
  const ended = over.promise.then(leave);
  const end = async () => {
    await Promise.race([runner.stop().catch(() => {}), pause(graceMs, undefined, { ref: false })]);
    over.resolve();
    await ended;
  };
  endWhenSilent(events, end, ended);
  return { ended, end };
}

function optionsFor(
  url: string,
  of: { tasks: TaskList; crontab: string; events: WorkerEvents },
): RunnerOptions {
  return {
    connectionString: url,
    maxPoolSize: atOnce + 1,
    taskList: of.tasks,
    crontab: of.crontab,
    events: of.events,
    logger: queueLog,
    noHandleSignals: true,
    // Seen with graphile-worker 0.18 when the database goes away: outcomes told one by one, and jobs fetched ahead
    // (localQueue), end the process by a rejection that nobody catches; outcomes told in batches are told again.
    preset: { worker: { concurrentJobs: atOnce, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}

// The queue's worker remembers a first question that failed and then asks no other (seen with graphile-worker 0.18).
function endWhenSilent(events: WorkerEvents, end: () => Promise<void>, ended: Promise<void>): void {
  const timer = setTimeout(end, silenceMs);
  const heard = () => void timer.refresh();
  events.on('worker:getJob:empty', heard);
  events.on('job:start', heard);
  events.on('job:complete', heard);
  void ended.then(() => clearTimeout(timer));
}
