import type { Actor } from '../../../domain/actor.ts';
import type { ClockPolicy } from '../../../domain/clock-policies.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { loadPolicies } from '../../store/known-policies.ts';
import { checkPolicy, type PolicyGiven, policyKeeper } from './set-policy.ts';

/** The policy that somebody means to set, checked and not kept. */
export async function tryPolicy(given: PolicyGiven, actor: Actor, now: Date): Promise<ClockPolicy> {
  policyKeeper(actor);
  return checkPolicy(app(), given, now);
}

/** The policy that somebody means to end. */
export async function policyToEnd(id: number, actor: Actor): Promise<ClockPolicy> {
  policyKeeper(actor);
  const policy = (await loadPolicies(app())).find((each) => each.id === id);
  if (!policy) throw new Refusal('not-found');
  return policy;
}
