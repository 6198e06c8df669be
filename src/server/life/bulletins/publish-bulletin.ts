import type { Actor } from '../../../domain/actor.ts';
import { dayOf } from '../../../domain/calendar.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { leaveReporting } from '../../store/bulletin-messages.ts';
import { addressUnits, publishBulletin as publish } from '../../store/bulletins.ts';
import { withDraft } from './at-office.ts';

/** Publishes a draft to its units, each of which has a receipt to sign. A circular is published by somebody who did not write it. */
export async function publishBulletin(
  of: { id: number; version: number },
  actor: Actor,
  now: Date,
): Promise<{ bulletinId: number; number: string; units: number }> {
  return withDraft(of, actor, async (tx, bulletin, { staffId }) => {
    const wrote = [bulletin.drafted_by, bulletin.edited_by].includes(staffId);
    if (bulletin.kind === 'circular' && wrote) throw new Refusal('second-person');
    const units = await addressUnits(tx, bulletin);
    if (units === 0) throw new Refusal('invalid', { faults: [{ field: 'scopes', code: 'no-units-below' }] });
    const by = { staffId, units, year: dayOf(now).slice(0, 4), urgent: bulletin.kind === 'special-report' };
    const number = await publish(tx, bulletin, by, now);
    if (bulletin.kind === 'special-report')
      await leaveReporting(tx, { bulletinId: bulletin.id, staffId }, now);
    return { bulletinId: bulletin.id, number, units };
  });
}
