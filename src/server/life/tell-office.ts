import type { Change } from '../../domain/decide.ts';
import type { Matter } from '../../domain/matter.ts';
import type { StaffHappening } from '../../domain/telling-staff.ts';
import type { Job } from '../store/jobs.ts';
import type { Locked } from '../store/lock-message.ts';
import { holderAfter } from './promise.ts';

/** The job that tells an office what this step means for it; an emergency rings whoever is on duty, at any hour. */
export function tellOffice(
  { matter, row }: Pick<Locked, 'matter' | 'row'>,
  office: number,
  what: StaffHappening,
  now: Date,
): Job {
  const cause = `${matter.id}:${row.history_seq + 1}`;
  const urgent = matter.urgency === 'emergency';
  return { task: 'tell-office', payload: { office, message: matter.id, what, cause, urgent }, runAt: now };
}

/** Where a message lies for those who have to act: the holder, or at a closed end the office that answered. */
export function deskOf({ holderId, answerableId }: Matter): number {
  return holderId ?? answerableId;
}

/** The same after a step has moved it. */
export function deskAfter(change: Change, locked: Locked): number {
  return holderAfter(change, locked) ?? locked.matter.answerableId;
}

/** The office that signs a draft; where it has nobody to, the word rises to the one above by itself. */
export function signingOffice({ nextStep, answerableId, holderId }: Matter): number {
  return nextStep === 'review-above' ? (holderId ?? answerableId) : answerableId;
}
