import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { app } from '../../store/db.ts';
import { signReceipts } from '../../store/bulletins.ts';
import { addressedOffices } from '../../store/bulletin-receipts.ts';
import { worksAt } from './at-office.ts';

/** A unit says that it has read a bulletin (签收); signed twice, the first stays. */
export async function signReceipt(bulletinId: number, actor: Actor, now: Date): Promise<{ signed: number }> {
  if (actor.kind !== 'staff') throw new Refusal(actor.kind === 'visitor' ? 'sign-in-needed' : 'not-allowed');
  const own = actor.duties.flatMap((d) => (d.officeId === null ? [] : [d.officeId]));
  const officeIds = (await addressedOffices(app(), bulletinId, own)).filter((id) => worksAt(actor, id));
  if (officeIds.length === 0 || !allows('sign for a bulletin', new Set(['addressed'])))
    throw new Refusal('not-found');
  return { signed: await signReceipts(app(), { bulletinId, officeIds, staffId: actor.staffId }, now) };
}
