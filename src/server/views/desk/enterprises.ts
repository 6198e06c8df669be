import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Enterprise, enterprisesIn } from '../../store/citizens/enterprises.ts';

/** An enterprise as an operator sees it: never whose account it is. */
export type ListedEnterprise = Omit<Enterprise, 'citizenId'>;

/** The enterprises that wait, and those that are certified; for operators. */
export async function enterpriseList(
  actor: Actor,
): Promise<{ asked: ListedEnterprise[]; certified: ListedEnterprise[] }> {
  if (!allows('certify an enterprise', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const [asked, certified] = await Promise.all([enterprisesIn('asked'), enterprisesIn('certified')]);
  return { asked: asked.map(listed), certified: certified.map(listed) };
}

function listed(of: Enterprise): ListedEnterprise {
  const { id, name, creditCode, shown, state, askedAt, decidedAt, reason } = of;
  return { id, name, creditCode, shown, state, askedAt, decidedAt, reason };
}
