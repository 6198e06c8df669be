import {
  isUnderPetitionLaw,
  type RuledLength,
  type Ruled,
  ruledLengths,
} from '../../../domain/clock-policies.ts';
import { knownPolicies } from '../../store/known-policies.ts';
import type { Locked } from '../../store/lock-message.ts';

/** The lengths that policies give the clocks of this message; the default holds where they say nothing. */
export async function ruledFor(of: Ruled, now: Date): Promise<RuledLength> {
  return ruledLengths(await knownPolicies(now), of, now);
}

/** The same for a locked message, and whether its office follows the petition law with it. */
export async function rulesFor(
  locked: Pick<Locked, 'matter' | 'row'>,
  now: Date,
): Promise<{ ruled: RuledLength; byPetitionLaw: boolean }> {
  const policies = await knownPolicies(now);
  const of = ruledOf(locked);
  return {
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
