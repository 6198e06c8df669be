import { addDays, dayOf, startOf } from './calendar.ts';
import type { Urgency } from './message.ts';

/** Everything that happens to a message and that somebody may have to be told. */
export const happenings = [
  'received',
  'published',
  'kept-private',
  'rejected',
  'accepted',
  'progress',
  'answered',
  'corrected',
  'adopted',
  'passed-on',
  'acknowledged',
  'collated',
  'closed',
  'lapsed',
  'followed-up',
  'reopened',
  'rated',
  'withdrawn',
  'asked-for-more',
  'resumed',
  'extended',
  'sooner',
  'transferred',
  'merged',
  'ended',
  'taken-down',
  'restored',
  'banned',
  'ban-upheld',
  'ban-shortened',
  'ban-lifted',
] as const;
export type Happening = (typeof happenings)[number];

/** What the author gets of a happening. */
export interface Telling {
  /** A line among the notices of the signed-in author. */
  notice: boolean;
  /** A text message too; 'by hand' says what a person just wrote to the author, 'automatic' may wait for the morning. */
  sms: 'none' | 'automatic' | 'by hand';
}

// The author stood before it: the page of the step itself told them. Those who answer see it in their queue at once.
const ownDoing: Telling = { notice: false, sms: 'none' };

const tellings: Record<Happening, Telling> = {
  received: ownDoing,
  published: { notice: true, sms: 'automatic' },
  'kept-private': { notice: true, sms: 'automatic' },
  rejected: { notice: true, sms: 'automatic' },
  // The promise is known since the transfer; acceptance alone is no reason to ring.
  accepted: { notice: true, sms: 'none' },
  progress: { notice: true, sms: 'by hand' },
  answered: { notice: true, sms: 'by hand' },
  corrected: { notice: true, sms: 'automatic' },
  adopted: { notice: true, sms: 'automatic' },
  'passed-on': { notice: true, sms: 'automatic' },
  acknowledged: { notice: true, sms: 'automatic' },
  collated: { notice: true, sms: 'automatic' },
  closed: { notice: true, sms: 'automatic' },
  lapsed: { notice: true, sms: 'automatic' },
  'followed-up': ownDoing,
  reopened: ownDoing,
  rated: ownDoing,
  withdrawn: ownDoing,
  // An officer wrote it, and the clock waits for the answer.
  'asked-for-more': { notice: true, sms: 'by hand' },
  resumed: { notice: true, sms: 'none' },
  extended: { notice: true, sms: 'automatic' },
  sooner: { notice: true, sms: 'automatic' },
  // Who answers has changed; the date told has not.
  transferred: { notice: true, sms: 'none' },
  merged: { notice: true, sms: 'automatic' },
  ended: { notice: true, sms: 'by hand' },
  'taken-down': { notice: true, sms: 'automatic' },
  restored: { notice: true, sms: 'automatic' },
  banned: { notice: true, sms: 'automatic' },
  'ban-upheld': { notice: true, sms: 'automatic' },
  'ban-shortened': { notice: true, sms: 'automatic' },
  'ban-lifted': { notice: true, sms: 'automatic' },
};

/** What the author is told when this happens. */
export function tellingOf(what: Happening): Telling {
  return tellings[what];
}

/** Is this one of the happenings? */
export function isHappening(what: string): what is Happening {
  return (happenings as readonly string[]).includes(what);
}

const quietFrom = 22;
const quietUntil = 7;
const hourLength = 3_600_000;

/** When the text message leaves: at once, or at 7:00 when an automatic one would disturb the night (22–7, Shanghai); null when there is none. */
export function smsAt(telling: Telling, urgency: Urgency, now: Date): Date | null {
  if (telling.sms === 'none') return null;
  return telling.sms === 'by hand' || urgency === 'emergency' ? now : afterQuietHours(now);
}

/** The moment itself, or the end of the quiet hours in which it lies. */
export function afterQuietHours(at: Date): Date {
  const midnight = startOf(dayOf(at));
  const hour = (at.getTime() - midnight.getTime()) / hourLength;
  if (hour >= quietFrom) return new Date(startOf(addDays(dayOf(at), 1)).getTime() + quietUntil * hourLength);
  return hour < quietUntil ? new Date(midnight.getTime() + quietUntil * hourLength) : at;
}
