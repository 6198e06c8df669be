import type { Actor } from '../../../domain/actor.ts';
import { addDays, dayOf, endOf } from '../../../domain/calendar.ts';
import { stands } from '../../../domain/decide.ts';
import type { Matter } from '../../../domain/matter.ts';
import type { FollowUpType } from '../../../domain/message.ts';
import { type StepName, steps } from '../../../domain/steps/table.ts';
import { sightOf } from '../../../domain/visibility.ts';
import type { Db } from '../../store/db.ts';
import { loadMessage } from '../message-facts.ts';

/** What an author may do with their message now: which doors its page opens. */
export interface OwnSteps {
  /** The kinds of follow-up that would be taken; none: the form is not offered. */
  followUps: FollowUpType[];
  rate: boolean;
  mend: boolean;
  /** Before the answer it ends; after it, it is hidden and the record stays. */
  withdraw: 'end' | 'hide' | null;
  /** Until when the author may say what they think of the answer. */
  voiceUntil: Date | null;
  /** How often “not settled” reopened it. */
  reopened: number;
}

const voiceDays = 30;
const mostReopened = 2;

/** The steps open to the author; undefined for everybody else. */
export async function ownSteps(db: Db, code: string, actor: Actor, now: Date): Promise<OwnSteps | undefined> {
  const matter = (await loadMessage(db, code))?.matter;
  if (!matter || !sightOf(actor, matter).relations.has('author')) return undefined;
  const can = (step: StepName): boolean => stands(matter, steps[step]);
  const until = matter.answeredAt && endOf(addDays(dayOf(matter.answeredAt), voiceDays));
  const inTime = until !== null && now < until;
  return {
    followUps: followUpsOf(matter, { can, inTime }),
    rate: inTime && can('rate'),
    mend: can('mend') && (matter.dueAt === null || now < matter.dueAt),
    withdraw: can('withdraw') ? 'end' : can('hide') ? 'hide' : null,
    voiceUntil: inTime ? until : null,
    reopened: matter.reopened,
  };
}

function followUpsOf(matter: Matter, by: { can(step: StepName): boolean; inTime: boolean }): FollowUpType[] {
  if (!by.can('follow-up')) return [];
  const unsettled = by.inTime && matter.reopened <= mostReopened && by.can('reopen');
  return unsettled ? ['not-settled', 'question', 'facts', 'thanks'] : ['facts', 'question', 'thanks'];
}
