import type { Happening } from '../../domain/telling.ts';
import type { Job } from '../store/jobs.ts';
import type { Locked } from '../store/lock-message.ts';

/** The job that tells the author what this step means for them, once however often it is asked; the rules of telling say how. */
export function tellAuthor({ matter, row }: Pick<Locked, 'matter' | 'row'>, what: Happening, now: Date): Job {
  const cause = `${matter.id}:${row.history_seq + 1}`;
  return { task: 'notify', payload: { message: matter.id, what, cause }, runAt: now };
}
