import { dayOf } from '../../domain/calendar.ts';
import { log } from '../log.ts';
import { loadCalendar } from '../store/calendar.ts';
import { app } from '../store/db.ts';
import { givenUpSince } from '../store/sweeps.ts';

const day = 86_400_000;

/** Once a day: warns the operator of what will need a person, namely a calendar that ends and jobs that were given up. */
export async function lookAhead(now: Date): Promise<void> {
  const year = yearWanted(now);
  if (year !== undefined && !(await loadCalendar(app())).officialYears.has(year)) {
    log().warn({ year }, 'the calendar has no official data for next year: due dates are provisional');
  }
  for (const { task, n } of await givenUpSince(new Date(now.getTime() - day)))
    log().error({ task, n }, 'jobs were given up');
}

/** The year whose holidays should be known by now: from 1 November the next one. */
export function yearWanted(now: Date): number | undefined {
  const today = dayOf(now);
  return today.slice(5) >= '11-01' ? Number(today.slice(0, 4)) + 1 : undefined;
}
