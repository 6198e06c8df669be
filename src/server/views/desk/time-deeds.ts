import { endsWithDay } from '../../../domain/calendar.ts';
import { isUnderPetitionLaw } from '../../../domain/clock-policies.ts';
import { latestExtension } from '../../../domain/extending.ts';
import type { Matter } from '../../../domain/matter.ts';
import { pauseLimits } from '../../../domain/pausing.ts';
import type { StepName } from '../../../domain/steps/table.ts';
import type { Db } from '../../store/db.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { knownPolicies } from '../../store/known-policies.ts';

/** What an officer may do about the time of a message now. */
export interface TimeDeeds {
  pause: boolean;
  resume: boolean;
  extend: boolean;
  raise: boolean;
  lower: boolean;
  fastTrack: boolean;
  /** The promise runs by the hour: hours are asked for instead of days. */
  byHour: boolean;
  /** The latest time to which an extension may put it off. */
  latest: Date | null;
}

/** Nothing can be done. */
export const noTimeDeeds: TimeDeeds = {
  pause: false,
  resume: false,
  extend: false,
  raise: false,
  lower: false,
  fastTrack: false,
  byHour: false,
  latest: null,
};

/** What may be done about its time: by the table of steps, and while it is not late. */
export async function timeDeedsOf(
  db: Db,
  matter: Matter,
  may: (step: StepName) => boolean,
  now: Date,
): Promise<TimeDeeds> {
  const inTime = matter.dueAt !== null && now < matter.dueAt;
  const asked = await db
    .selectFrom('extensions')
    .select('id')
    .where('message_id', '=', matter.id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  const pauses = await db.selectFrom('pauses').select('id').where('message_id', '=', matter.id).execute();
  const extend = may('ask-extension') && inTime && !asked;
  return {
    pause: may('pause') && inTime && !asked && matter.authorId !== null && pauses.length < pauseLimits.times,
    resume: may('resume'),
    extend,
    raise: may('raise-urgency-later') && matter.urgency !== 'emergency',
    lower: may('lower-urgency') && matter.urgency !== 'normal',
    fastTrack: may('fast-track') && !matter.fastTrack,
    byHour: matter.dueAt !== null && !endsWithDay(matter.dueAt),
    latest: extend && matter.dueAt ? await latest(matter, matter.dueAt, now) : null,
  };
}

async function latest(matter: Matter, dueAt: Date, now: Date): Promise<Date> {
  const [calendar, policies] = await Promise.all([knownCalendar(now), knownPolicies(now)]);
  const ruled = { ...matter, regions: [], officeId: matter.answerableId };
  return latestExtension(
    { ...matter, dueAt, byPetitionLaw: isUnderPetitionLaw(policies, ruled, now) },
    calendar,
  );
}
