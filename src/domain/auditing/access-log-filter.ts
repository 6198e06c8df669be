import { addDays, dayOf } from '../calendar.ts';
import { type FieldFault, Refusal } from '../refusal.ts';

/** What an auditor asks of the access log, as it was typed. */
export interface TypedLogFilter {
  /** A part of the name of a member of staff, of an office; a message's code; days such as 2026-11-09; looks a day. */
  person?: string | undefined;
  office?: string | undefined;
  code?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  most?: string | undefined;
}

/** The same, checked: days of Shanghai, both of them within. */
export interface LogFilter {
  person: string;
  office: string;
  code: string;
  from: string;
  to: string;
  /** More looks than this by one person on one day are shown as unusual. */
  most: number;
}

/** Looks of one person on one day that are still usual, where the auditor names no other number. */
export const usualLooksADay = 30;
const daysShown = 30;
const longestDays = 366;

/** Reads a filter; left out, it is everything of the last thirty days. */
export function readLogFilter(typed: TypedLogFilter, now: Date): LogFilter {
  const text = (value: string | undefined) => (value ?? '').trim();
  const to = text(typed.to) || dayOf(now);
  const from = text(typed.from) || (isDay(to) ? addDays(to, -daysShown) : '');
  const most = text(typed.most) === '' ? usualLooksADay : Number(text(typed.most));
  const code = text(typed.code).replace(/\D/g, '');
  const faults: FieldFault[] = [];
  const wrong = (field: string) => faults.push({ field, code: 'wrong-choice' });
  if (!isDay(from)) wrong('from');
  if (!isDay(to)) wrong('to');
  if (faults.length === 0 && (from > to || addDays(from, longestDays) < to)) wrong('from');
  if (!Number.isInteger(most) || most < 1 || most > 10_000) wrong('most');
  if (text(typed.code) !== '' && code.length !== 12) wrong('code');
  for (const field of ['person', 'office'] as const)
    if (text(typed[field]).length > 60)
      faults.push({ field, code: 'too-long', with: { most: 60, have: 61, over: 1 } });
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { person: text(typed.person), office: text(typed.office), code, from, to, most };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  );
}
