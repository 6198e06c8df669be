import type { Actor } from '../../../domain/actor.ts';
import { kinds, urgencies } from '../../../domain/message.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { type FieldFault, Refusal } from '../../../domain/refusal.ts';
import { mostSignatures } from '../../../domain/signatures.ts';
import { app } from '../../store/db.ts';
import { endSignatureRule, setSignatureRule, type SignatureScope } from '../../store/signature-rules.ts';
import { inForce } from '../../store/staff.ts';

/** Sets how many sign a reply: of one office or all, of one kind, of one urgency. What held there before ends and stays on record. */
export async function setSignatures(
  rule: SignatureScope & { signatures: number },
  actor: Actor,
  now: Date,
): Promise<number> {
  const staffId = keeperOf(actor);
  const faults = await faultsOf(rule);
  if (faults.length > 0) throw new Refusal('invalid', { faults });
  return setSignatureRule(rule, rule.signatures, { staffId, now });
}

/** Ends such a rule: the next wider one holds again. */
export async function endSignatures(id: number, actor: Actor, now: Date): Promise<void> {
  const staffId = keeperOf(actor);
  if (!(await endSignatureRule(id, { staffId, now }))) throw new Refusal('not-found');
}

async function faultsOf(rule: SignatureScope & { signatures: number }): Promise<FieldFault[]> {
  const { officeId, kind, urgency, signatures } = rule;
  const wrong = (field: string): FieldFault => ({ field, code: 'wrong-choice' });
  const whole = Number.isInteger(signatures) && signatures >= 1 && signatures <= mostSignatures;
  return [
    ...(whole ? [] : [wrong('signatures')]),
    ...(kind === null || kinds.includes(kind) ? [] : [wrong('kind')]),
    ...(urgency === null || urgencies.includes(urgency) ? [] : [wrong('urgency')]),
    ...(officeId === null || (await inForce(app(), 'offices', officeId)) ? [] : [wrong('office')]),
  ];
}

function keeperOf(actor: Actor): number {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  if (!allows('keep the directory and people', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  return actor.staffId;
}
