import type { Actor } from '../../../domain/actor.ts';
import { editBulletin as save } from '../../store/bulletins.ts';
import { withDraft } from './at-office.ts';
import { checkBulletin, type GivenBulletin } from './check-bulletin.ts';

/** Changes a draft as it was when the editor opened it; whoever comes second is told so and loses no word. */
export async function editBulletin(
  of: { id: number; version: number },
  given: GivenBulletin,
  actor: Actor,
  now: Date,
): Promise<{ bulletinId: number; version: number }> {
  return withDraft(of, actor, async (tx, bulletin, { staffId }) => {
    const text = checkBulletin(given, bulletin.kind === 'special-report' ? 'one' : 'units');
    await save(tx, bulletin.id, { ...text, staffId }, now);
    return { bulletinId: bulletin.id, version: bulletin.version + 1 };
  });
}
