import { addDays, dayOf, startOf } from './calendar.ts';
import type { Happening } from './telling.ts';

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
  'news-progress',
  'news-answered',
  'news-corrected',
  'news-reopened',
  'news-closed',
  'news-adopted',
  'news-gone',
  'news-restored',
] as const;
export type MessageNews = (typeof messageNews)[number];

// What everybody can read on the page of the message, and no more: neither who was asked for what nor who gave which marks.
const newsByHappening: Partial<Record<Happening, MessageNews>> = {
  accepted: 'news-accepted',
  acknowledged: 'news-accepted',
  progress: 'news-progress',
  answered: 'news-answered',
  corrected: 'news-corrected',
  adopted: 'news-adopted',
  reopened: 'news-reopened',
  // Closed where its author says that it is settled; else it is no news.
  rated: 'news-closed',
  'passed-on': 'news-closed',
  collated: 'news-closed',
  closed: 'news-closed',
  merged: 'news-closed',
  ended: 'news-closed',
  withdrawn: 'news-gone',
  'taken-down': 'news-gone',
  restored: 'news-restored',
};

/** What the followers of a message are told when this happens to it; undefined: nothing. */
export function newsOf(what: Happening): MessageNews | undefined {
  return newsByHappening[what];
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
