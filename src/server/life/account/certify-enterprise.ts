import type { Actor } from '../../../domain/actor.ts';
import { type EnterpriseReason, enterpriseReasons } from '../../../domain/enterprise.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { decideEnterprise } from '../../store/citizens/enterprises.ts';

/** What an operator makes of an enterprise: certified, refused with a reason, or ended with one. */
export async function certifyEnterprise(
  id: number,
  verdict: { to: 'certified' | 'refused' | 'ended'; reason: string | null },
  actor: Actor,
  now: Date,
): Promise<void> {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  if (!allows('certify an enterprise', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const reason = verdict.to === 'certified' ? null : reasonOf(verdict.reason);
  const of = { id, from: verdict.to === 'ended' ? 'certified' : 'asked', to: verdict.to, reason } as const;
  if (!(await decideEnterprise(of, actor.staffId, now))) throw new Refusal('wrong-state');
}

function reasonOf(given: string | null): EnterpriseReason {
  const reason = enterpriseReasons.find((each) => each === given);
  if (!reason)
    throw new Refusal('invalid', {
      faults: [{ field: 'reason', code: given ? 'wrong-choice' : 'required' }],
    });
  return reason;
}
