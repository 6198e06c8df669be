import { type FieldFault, Refusal } from './refusal.ts';
import { faultOf, tidy } from './text.ts';

/** What an answered message can be marked as. */
export const markKinds = ['guidance', 'adopted'] as const;
export type MarkKind = (typeof markKinds)[number];

export const markLimits = { measure: 60, link: 300 } as const;

/** The measure in which an adopted suggestion ended: its name, its day, and where it can be read. */
export interface Measure {
  measure: string;
  on: string;
  link: string;
}

/** The measure as it is kept; refuses with a fault beside each field. `today` is the last day that it can have. */
export function checkMeasure(given: Measure, today: string): Measure {
  const [measure, on, link] = [tidy(given.measure), given.on.trim(), tidy(given.link)];
  const faults = [
    faultOf('measure', measure, markLimits.measure, { required: true }),
    dayFault(on, today),
    link === '' ? undefined : linkFault(link),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return { measure, on, link };
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

function dayFault(on: string, today: string): FieldFault | undefined {
  if (on === '') return { field: 'on', code: 'required' };
  return isDay(on) && on <= today ? undefined : { field: 'on', code: 'wrong-choice' };
}

/** Only a plain address of a public page under https: no user name, no port of one's own, no bare number. */
function linkFault(link: string): FieldFault | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const good =
    url !== undefined &&
    link.length <= markLimits.link &&
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}$/.test(url.hostname);
  return good ? undefined : { field: 'link', code: 'wrong-link' };
}
