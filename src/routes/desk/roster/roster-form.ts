import { addDays, startOf } from '#domain/calendar.ts';
import { Refusal } from '#domain/refusal.ts';
import { textOf } from '../text-of.ts';

/** The hours and half hours that a shift may begin or end at. */
export const halfHours = Array.from(
  { length: 48 },
  (_, n) => `${String(Math.floor(n / 2)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`,
);

/** The office that an address or a form names; null: none. */
export function officeOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** A day that an address names and that there is. */
export function dayAsked(searchParams: URLSearchParams): string | null {
  const day = searchParams.get('day') ?? '';
  return isDay(day) ? day : null;
}

/** The shift that a form gives; an end at or before the beginning is on the next day. */
export function shiftIn(form: FormData): { staffId: number; queue: string; from: Date; to: Date } {
  const [day, from, to] = ['day', 'from', 'to'].map((name) => textOf(form, name)) as [string, string, string];
  const faults = [
    ...(isDay(day) ? [] : [{ field: 'day', code: 'wrong-choice' as const }]),
    ...(halfHours.includes(from) ? [] : [{ field: 'from', code: 'wrong-choice' as const }]),
    ...(halfHours.includes(to) ? [] : [{ field: 'to', code: 'wrong-choice' as const }]),
  ];
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return {
    staffId: Number(textOf(form, 'staff')) || 0,
    queue: textOf(form, 'queue'),
    from: momentOf(day, from),
    to: momentOf(to <= from ? addDays(day, 1) : day, to),
  };
}

/** What was typed, to be shown again. */
export function valuesIn(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]));
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
}

function momentOf(day: string, time: string): Date {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return new Date(startOf(day).getTime() + (hours * 60 + minutes) * 60_000);
}
