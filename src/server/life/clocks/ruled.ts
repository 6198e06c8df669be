import {
  isUnderPetitionLaw,
  type RuledLength,
  type Ruled,
  ruledLengths,
} from '../../../domain/clock-policies.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { knownPolicies } from '../../store/known-policies.ts';
import type { Locked } from '../../store/lock-message.ts';
import type { Rules } from '../promise.ts';

/** The lengths that policies give the clocks of this message; the default holds where they say nothing. */
export async function ruledFor(of: Ruled, now: Date): Promise<RuledLength> {
  return ruledLengths(await knownPolicies(now), of, now);
}

/** All rules for the clocks of a locked message: the calendar, its lengths by policy, and whether its office follows the petition law with it. */
export async function rulesFor(locked: Pick<Locked, 'matter' | 'row'>, now: Date): Promise<Rules> {
  const policies = await knownPolicies(now);
  const of = ruledOf(locked);
  return {
    calendar: await knownCalendar(now),
    ruled: ruledLengths(policies, of, now),
    byPetitionLaw: isUnderPetitionLaw(policies, of, now),
  };
}

/** What policies look at: before the transfer the office that will get it. */
export function ruledOf({ matter, row }: Pick<Locked, 'matter' | 'row'>): Ruled {
  return {
    regions: [row.region_code, row.city_code, row.province_code].filter((code) => code !== null),
    officeId: matter.transferredAt === null ? row.office_id : matter.answerableId,
    kind: matter.kind,
    urgency: matter.urgency,
  };
}
