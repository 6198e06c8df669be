import { type CalendarDays, dayOf, endOf, endsWithDay, workingDaysBetween } from './calendar.ts';
import { type Due, endOfWorkingDay } from './clocks.ts';
import type { Urgency } from './message.ts';
import { Refusal } from './refusal.ts';

/** How long the promise may wait for the citizen, and how often. */
export const pauseLimits = { days: 30, emergencyHours: 24, times: 2 } as const;

/** Until when somebody asks: a day (YYYY-MM-DD, to its 24:00), or hours from now. */
export interface Until {
  on?: string | undefined;
  hours?: number | undefined;
}

const hour = 3_600_000;

/** The moment at which a promise resumes that is paused now; refuses one that is not ahead, or further than the limits. */
export function resumesAt(until: Until, urgency: Urgency, now: Date): Date {
  const at = momentOf(until, now);
  const field = until.hours === undefined ? 'on' : 'hours';
  if (at === undefined || at <= now) throw refusal(field, 'wrong-choice');
  if (urgency === 'emergency' && at.getTime() - now.getTime() > pauseLimits.emergencyHours * hour)
    throw refusal(field, 'pause-of-emergency');
  if (at > new Date(endOf(dayOf(now)).getTime() + pauseLimits.days * 24 * hour))
    throw refusal(field, 'pause-too-long');
  return at;
}

/** The moment that somebody names; undefined when it is none. */
export function momentOf({ on, hours }: Until, now: Date): Date | undefined {
  if (hours !== undefined)
    return Number.isInteger(hours) && hours > 0 ? new Date(now.getTime() + hours * hour) : undefined;
  if (on === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(on)) return undefined;
  const end = endOf(on);
  return Number.isNaN(end.getTime()) || dayOf(new Date(end.getTime() - 1)) !== on ? undefined : end;
}

/**
 * When a promise is due that stood still from `pause.at` to `pause.endedAt`. A clock of days keeps its working days: those
 * after the day of the pause are counted again after the day on which it goes on. A clock of hours keeps its hours.
 */
export function dueAfterPause(dueAt: Date, pause: { at: Date; endedAt: Date }, calendar: CalendarDays): Due {
  if (!endsWithDay(dueAt))
    return {
      at: new Date(dueAt.getTime() + pause.endedAt.getTime() - pause.at.getTime()),
      provisional: false,
    };
  // Until 24:00 of a day is until the end of that day, not the beginning of the next.
  const resumedOn = dayOf(new Date(pause.endedAt.getTime() - 1));
  if (resumedOn <= dayOf(pause.at)) return endOfWorkingDay(dayOf(new Date(dueAt.getTime() - 1)), 0, calendar);
  const left = Math.max(0, workingDaysBetween(pause.at, dueAt, calendar));
  return endOfWorkingDay(resumedOn, left, calendar);
}

function refusal(field: string, code: 'wrong-choice' | 'pause-of-emergency' | 'pause-too-long'): Refusal {
  return new Refusal('invalid', { faults: [{ field, code, with: { days: pauseLimits.days } }] });
}
