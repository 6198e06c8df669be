import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { run, type Runner, type RunnerOptions, type TaskList, type WorkerEvents } from 'graphile-worker';
import { log } from '../../log.ts';
import { answerRollCall, type Presence } from '../../store/roll-call.ts';
import { queueLog } from './queue-log.ts';

/** The jobs being worked off; `stop` lets running ones end. */
export interface WorkingOff {
  stop(): Promise<void>;
}

const atOnce = 4;
const restartMs = 2000;

/** Works the job queue off until stopped. When the queue breaks down (the database was away), it starts again. */
export async function workOff(url: string, tasks: TaskList, crontab: string): Promise<WorkingOff> {
  const stopping = new AbortController();
  let shift = await beginShift(url, tasks, crontab);
  const kept = (async () => {
    while (!stopping.signal.aborted) {
      await shift.ended;
      if (stopping.signal.aborted) break;
      log().error('the job queue stopped; starting again');
      await pause(restartMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) break;
      shift = await beginShift(url, tasks, crontab).catch(() => ({ ...shift, ended: Promise.resolve() }));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await shift.end();
      await kept;
    },
  };
}

interface Shift {
  ended: Promise<void>;
  end(): Promise<void>;
}

async function beginShift(url: string, tasks: TaskList, crontab: string): Promise<Shift> {
  const presences: Presence[] = [];
  const events = new EventEmitter() as WorkerEvents;
  // Jobs are locked under the pool's name: under that name this process answers the roll call.
  events.on('pool:create', ({ workerPool }) => presences.push(answerRollCall(url, workerPool.id)));
  const options: RunnerOptions = {
    connectionString: url,
    maxPoolSize: atOnce + 1,
    taskList: tasks,
    crontab,
    events,
    logger: queueLog,
    noHandleSignals: true,
    preset: { worker: { concurrentJobs: atOnce, localQueue: { size: atOnce * 5, ttl: 10_000 }, completeJobBatchDelay: 5, failJobBatchDelay: 5 } },
  };
  const leave = async () => void (await Promise.all(presences.map((each) => each.leave())));
  let runner: Runner;
  try {
    runner = await run(options);
  } catch (error) {
    await leave();
    throw error;
  }
  const ended = runner.promise.then(leave, leave);
  return {
    ended,
    end: async () => {
      await runner.stop().catch(() => {});
      await ended;
    },
  };
}
