import type { Actor } from '../../../domain/actor.ts';
import { readCreditCode } from '../../../domain/credit-code.ts';
import { enterpriseNameMost } from '../../../domain/enterprise.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import {
  insertEnterprise,
  leaveEnterprise,
  lockLatestEnterprise,
  showEnterprise,
} from '../../store/citizens/enterprises.ts';
import { inTransaction } from '../../store/tx.ts';
import { ownAccount } from './own-account.ts';

/** A citizen asks to write for an enterprise; an operator looks at it. */
export async function askForEnterprise(
  given: { name: string; creditCode: string; shown: boolean },
  actor: Actor,
  now: Date,
): Promise<void> {
  const citizenId = ownAccount(actor);
  const name = tidy(given.name);
  const creditCode = readCreditCode(given.creditCode);
  const nameFault = faultOf('name', name, enterpriseNameMost, { required: true });
  const faults = [
    ...(nameFault ? [nameFault] : []),
    ...(creditCode === undefined ? [{ field: 'creditCode', code: 'wrong-credit-code' as const }] : []),
  ];
  if (creditCode === undefined || faults.length > 0) throw new Refusal('invalid', { faults });
  await inTransaction(null, async (tx) => {
    const known = await lockLatestEnterprise(tx, citizenId);
    if (known?.state === 'asked' || known?.state === 'certified') throw new Refusal('enterprise-stands');
    await insertEnterprise(tx, { citizenId, name, creditCode, shown: given.shown, askedAt: now });
  });
}

/** Whether messages written for it carry its name in public from now on. */
export async function showOwnEnterprise(shown: boolean, actor: Actor): Promise<void> {
  if (!(await showEnterprise(ownAccount(actor), shown))) throw new Refusal('wrong-state');
}

/** The citizen writes for it no more, or takes the request back. */
export async function leaveOwnEnterprise(actor: Actor, now: Date): Promise<void> {
  if (!(await leaveEnterprise(ownAccount(actor), now))) throw new Refusal('wrong-state');
}
