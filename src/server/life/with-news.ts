import type { Change } from '../../domain/decide.ts';
import { newsOf } from '../../domain/following-news.ts';
import { isPublic } from '../../domain/visibility.ts';
import type { Job } from '../store/jobs.ts';
import type { Locked } from '../store/lock-message.ts';

/** The jobs of a step with what its followers are told: it goes with what the author is told, or has a job of its own. */
export function withNews(jobs: readonly Job[], locked: Locked, change: Change, now: Date): readonly Job[] {
  const { matter, row } = locked;
  const news = newsOf(change.step);
  // What is shown to nobody, before and after, is told to nobody.
  if (!news || !(isPublic(matter.publication) || isPublic(change.lives.publication))) return jobs;
  const own = jobs.find(({ task, payload }) => task === 'notify' && payload['message'] === matter.id);
  if (own) return jobs.map((job) => (job === own ? { ...job, payload: { ...job.payload, news } } : job));
  const cause = `${matter.id}:${row.history_seq + 1}`;
  return [...jobs, { task: 'notify', payload: { message: matter.id, what: null, cause, news }, runAt: now }];
}
