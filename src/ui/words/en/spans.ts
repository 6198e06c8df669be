import type { spans as zh } from '../zh/spans.ts';

/** Lengths of time, in English. */
export const spans: typeof zh = {
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  hoursMinutes: (hours, minutes) => `${hours} h ${minutes} min`,
  days: (n) => (n === 1 ? '1 day' : `${n} days`),
  workdays: (n) => (n === 1 ? '1 working day' : `${n} working days`),
  left: (span) => `${span} left`,
  leftToday: 'due today',
  over: (span) => `${span} overdue`,
  lessThanMinute: 'less than a minute',
  today: 'today',
};
