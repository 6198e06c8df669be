import type { Actor } from '../../../domain/actor.ts';
import { dropBulletin as drop } from '../../store/bulletins.ts';
import { withDraft } from './at-office.ts';

/** Gives a draft up. */
export async function dropBulletin(
  of: { id: number; version: number },
  actor: Actor,
  now: Date,
): Promise<void> {
  await withDraft(of, actor, (tx, bulletin, { staffId }) => drop(tx, bulletin.id, staffId, now));
}
