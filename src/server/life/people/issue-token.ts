import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { faultOf, tidy } from '../../../domain/text.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { lockStaff } from '../../store/staff.ts';
import { insertStaffToken, type TokenPurpose } from '../../store/staff-tokens.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';

/** Makes a one-time sign-in link's secret or a bearer token for a member of staff; the secret is given out this once. */
export async function issueToken(
  of: { staffId: number; purpose: TokenPurpose; label?: string },
  actor: Actor,
  now: Date,
): Promise<{ secret: string; expiresAt: Date }> {
  const by = keeper(actor);
  const { staffId, purpose } = of;
  const label = tidy(of.label ?? '') || null;
  const fault = faultOf('label', label ?? '', 40, { required: purpose === 'bearer' });
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return changeDirectory(async (tx) => {
    if (!(await lockStaff(tx, staffId))) throw new Refusal('not-found');
    const made = await insertStaffToken(tx, { staffId, purpose, label }, now);
    await recordChange(tx, { at: now, by, what: { act: 'issue-token', staffId, purpose, label } });
    return made;
  });
}
