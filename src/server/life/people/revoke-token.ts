import type { Actor } from '../../../domain/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { recordChange } from '../../store/directory/record-change.ts';
import { revokeStaffToken } from '../../store/staff-tokens.ts';
import { changeDirectory } from '../directory/change-directory.ts';
import { keeper } from '../directory/keeper.ts';

/** Makes a token worthless at once. */
export async function revokeToken(
  of: { staffId: number; mark: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  const by = keeper(actor);
  await changeDirectory(async (tx) => {
    if (!(await revokeStaffToken(tx, of, now))) throw new Refusal('wrong-state', { detail: 'no such token' });
    await recordChange(tx, { at: now, by, what: { act: 'revoke-token', ...of } });
  });
}
