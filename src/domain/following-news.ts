import { addDays, dayOf, startOf } from './calendar.ts';
import type { PublicStep } from './public-steps.ts';

/** What somebody can follow. */
export const followedThings = ['message', 'leader', 'region', 'topic'] as const;
export type FollowedThing = (typeof followedThings)[number];

/** One thing that is followed: a message, post or topic by its id, a region by its code. */
export interface FollowTarget {
  what: FollowedThing;
  ref: number;
}

/** What followers of a message are told. */
export const messageNews = [
  'news-accepted',
  'news-moved',
  'news-waiting',
  'news-resumed',
  'news-extended',
  'news-instructed',
  'news-progress',
  'news-answered',
  'news-corrected',
  'news-reopened',
  'news-closed',
  'news-adopted',
  'news-written',
  'news-gone',
  'news-restored',
] as const;
export type MessageNews = (typeof messageNews)[number];

/** Why a step that everybody sees on the trace is told to no follower. */
type Untold = { untold: string };
const before: Untold = { untold: 'Nobody could follow it yet.' };
const inside: Untold = { untold: 'Who works on it below or calls back; who answers, and until when, stays.' };
const still: Untold = { untold: 'Nothing moves by it: what follows from it is a step of its own.' };

// What everybody can read on the page of the message, and no more. Each public step stands here: none can be forgotten.
const newsByStep: Record<PublicStep, MessageNews | Untold> = {
  submit: before,
  publish: before,
  'keep-private': before,
  reject: before,
  mend: before,
  lapse: before,
  import: before,
  accept: 'news-accepted',
  acknowledge: 'news-accepted',
  'transfer-on': 'news-moved',
  'return-transfer': 'news-moved',
  'refer-transfer': 'news-moved',
  'rule-transfer': 'news-moved',
  'fall-back': 'news-moved',
  succeed: 'news-moved',
  'succeed-afresh': 'news-moved',
  'reroute-waiting': 'news-moved',
  reroute: 'news-moved',
  'reroute-answered': inside,
  assign: inside,
  'accept-order': inside,
  'return-order': inside,
  'refer-order': inside,
  report: inside,
  'rule-order': inside,
  'call-in': inside,
  pause: 'news-waiting',
  supply: 'news-resumed',
  resume: 'news-resumed',
  'resume-due': 'news-resumed',
  'grant-extension': 'news-extended',
  instruct: 'news-instructed',
  'publish-interim': 'news-progress',
  answer: 'news-answered',
  'correct-reply': 'news-corrected',
  'confirm-adopted': 'news-adopted',
  'confirm-guidance': still,
  'follow-up': 'news-written',
  rate: still,
  'visit-done': still,
  'ask-again': 'news-reopened',
  reopen: 'news-reopened',
  'send-up': 'news-reopened',
  'visit-not-settled': 'news-reopened',
  'visit-sent-up': 'news-reopened',
  settle: 'news-closed',
  'visit-settled': 'news-closed',
  'pass-on': 'news-closed',
  collate: 'news-closed',
  close: 'news-closed',
  merge: 'news-closed',
  end: 'news-closed',
  withdraw: 'news-gone',
  hide: 'news-gone',
  'take-down': 'news-gone',
  'order-down': 'news-gone',
  restore: 'news-restored',
  'lift-order': 'news-restored',
};

/** What the followers of a message are told of a step; undefined: nothing. */
export function newsOf(step: string): MessageNews | undefined {
  const news = (newsByStep as Partial<Record<string, MessageNews | Untold>>)[step];
  return typeof news === 'string' ? news : undefined;
}

/** The hour of the digests in Shanghai: the working day begins, and the quiet hours are over. */
export const digestHour = 8;
const hourLength = 3_600_000;
/** However long nobody told digests, no more is gathered in one. */
const mostDays = 7;

/** What the digest of a day covers. */
export interface DigestSpan {
  on: string;
  from: Date;
  to: Date;
}

/** What the digest that is due now covers, from where the one before ended; null before the hour. */
export function digestSpan(now: Date, lastEnd: Date | null): DigestSpan | null {
  const on = dayOf(now);
  const to = hourOf(on);
  if (now < to) return null;
  const earliest = hourOf(addDays(on, lastEnd ? -mostDays : -1));
  const from = lastEnd && lastEnd > earliest ? lastEnd : earliest;
  return from < to ? { on, from, to } : null;
}

function hourOf(day: string): Date {
  return new Date(startOf(day).getTime() + digestHour * hourLength);
}
