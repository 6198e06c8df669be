import { Logger, runOnce, type TaskList } from 'graphile-worker';

const silent = new Logger(() => () => {});

/** Works off every job that may run now, as the worker would, and returns when none is left. */
export async function emptyQueue(url: string, taskList: TaskList): Promise<void> {
  await runOnce({
    connectionString: url,
    maxPoolSize: 2,
    taskList,
    logger: silent,
    noHandleSignals: true,
    // Outcomes told in batches are waited for before a run counts as over.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}
