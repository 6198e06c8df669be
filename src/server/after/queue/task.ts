import type { JobHelpers, Task as QueueTask } from 'graphile-worker';
import type { z } from 'zod';
import { log } from '../../log.ts';

/** Which try of a job this is. */
export interface Try {
  /** No further one follows: an outcome must be recorded now. */
  last: boolean;
}

/** What a task does with its payload; throwing means: again later. Every task may run twice for the same job. */
export type Work<P> = (payload: P, attempt: Try) => Promise<void>;

/** A task for the queue: its payload is checked, and of a fault the queue and the log learn no words. */
export function task<P>(name: string, shape: z.ZodType<P>, work: Work<P>): QueueTask {
  return async (payload: unknown, { job }: JobHelpers) => {
    const last = job.attempts >= job.max_attempts;
    try {
      await work(shape.parse(payload), { last });
    } catch (error) {
      const noted = { task: name, job: job.id, attempt: job.attempts, err: error };
      if (last) log().error(noted, 'job given up');
      else log().warn(noted, 'job failed, another try follows');
      throw new Error(codeOf(error));
    }
  };
}

// The queue keeps the message of an error beside the job; a message may quote what somebody wrote.
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'fault';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
