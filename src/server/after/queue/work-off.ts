import { setTimeout as pause } from 'node:timers/promises';
import type { TaskList } from 'graphile-worker';
import { log } from '../../log.ts';
import { beginShift, type Shift } from './shift.ts';

/** The jobs being worked off; `stop` lets running ones end. */
export interface WorkingOff {
  stop(): Promise<void>;
}

const restartMs = 2000;

/** Works the job queue off until stopped. When the queue breaks down (the database was away), it starts again. */
export async function workOff(url: string, tasks: TaskList, crontab: string): Promise<WorkingOff> {
  const stopping = new AbortController();
  let shift: Shift | undefined = await beginShift(url, tasks, crontab);
  const kept = (async () => {
    while (!stopping.signal.aborted) {
      await shift?.ended;
      if (stopping.signal.aborted) return;
      log().error('the job queue stopped; starting again');
      await pause(restartMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      shift = await beginShift(url, tasks, crontab).catch(() => undefined);
      if (stopping.signal.aborted) await shift?.end();
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await shift?.end();
      await kept;
    },
  };
}
