import { Logger } from 'graphile-worker';
import { log } from '../../log.ts';

/** The job queue's own log in ours: that something went wrong and where, without the words, which may quote a payload. */
export const queueLog = new Logger(() => (level, _message, meta) => {
  if (level !== 'error' && level !== 'warning') return;
  const fault: unknown = meta?.['error'] ?? meta?.['fatalError'];
  // A failed task has told its own story already.
  if (meta?.['job'] !== undefined || meta?.['failure'] !== undefined) return;
  log()[level === 'error' ? 'error' : 'warn']({ err: fault }, 'job queue');
});
