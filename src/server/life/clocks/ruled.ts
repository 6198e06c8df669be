import { isUnderPetitionLaw, lengthsBy, type Ruled, ruledLengths } from '../../../domain/clock-policies.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { knownPolicies } from '../../store/known-policies.ts';
import type { Locked } from '../../store/lock-message.ts';
import type { Rules } from '../promise.ts';

/** All rules for the clocks of a locked message as it stands: the calendar, its lengths, and whether its office follows the petition law with it. */
export function rulesFor(locked: Pick<Locked, 'matter' | 'row'>, now: Date): Promise<Rules> {
  return rulesOf(ruledOf(locked), now);
}

/** The same by the facts that policies look at, for a message that is only being written. */
export async function rulesOf(of: Ruled, now: Date): Promise<Rules> {
  const [policies, calendar] = await Promise.all([knownPolicies(now), knownCalendar(now)]);
  const ruled = ruledLengths(policies, of, now);
  return {
    ...{ calendar, ruled, length: lengthsBy(ruled, of.urgency) },
    byPetitionLaw: isUnderPetitionLaw(policies, of, now),
  };
}

/** What policies look at: before the transfer the office that will get it. */
function ruledOf({ matter, row }: Pick<Locked, 'matter' | 'row'>): Ruled {
  return {
    regions: [row.region_code, row.city_code, row.province_code].filter((code) => code !== null),
    officeId: matter.transferredAt === null ? row.office_id : matter.answerableId,
    kind: matter.kind,
    urgency: matter.urgency,
  };
}
