import type { Actor } from '../../../domain/actor.ts';
import { app } from '../../store/db.ts';
import { insertBulletin } from '../../store/bulletins.ts';
import { speakerFor } from './at-office.ts';
import { checkBulletin, type GivenBulletin } from './check-bulletin.ts';

/** An office drafts a notice to the units below it; nobody outside sees it before it is published. */
export async function draftNotice(
  officeId: number,
  given: GivenBulletin,
  actor: Actor,
  now: Date,
): Promise<{ bulletinId: number; version: number }> {
  const { staffId } = speakerFor(actor, officeId);
  const text = checkBulletin(given, 'units');
  const bulletinId = await insertBulletin(app(), { ...text, kind: 'notice', officeId, staffId }, now);
  return { bulletinId, version: 1 };
}
