import { addDays, dayOf, endOf } from '../../../domain/calendar.ts';
import type { Matter } from '../../../domain/matter.ts';
import { Refusal } from '../../../domain/refusal.ts';

const mostReopened = 2;
/** Questions that reopen an answered message, at most. */
export const mostQuestions = 3;

/** Which step a “not settled” is: reopening, or after two of them the review by the office above. Throws when it can be neither. */
export function reopeningStep(matter: Matter, now: Date): 'reopen' | 'send-up' {
  refuseLate(matter, now);
  if (matter.reopened < mostReopened) return 'reopen';
  if (matter.reopened === mostReopened) return 'send-up';
  throw new Refusal('too-often-reopened');
}

/** Refuses a voice that comes before the answer or more than 30 days after it. */
export function refuseLate(matter: Matter, now: Date): void {
  if (matter.answeredAt === null) throw new Refusal('not-asked-yet');
  if (now >= endOf(addDays(dayOf(matter.answeredAt), 30))) throw new Refusal('too-late');
}
