import type { Actor } from '../../../domain/actor.ts';
import { type HandOverNote, readHandOverNotes } from '../../store/people.ts';
import type { Db } from '../../store/db.ts';
import { dutyOffices } from './duty-offices.ts';

const days = 7;

/** The notes of the last week that were left for whoever is on duty, at the offices where one works; newest first. */
export async function handOverNotes(
  db: Db,
  actor: Actor,
  officeId: number | null,
  now: Date,
): Promise<HandOverNote[]> {
  const own = (await dutyOffices(db, actor)).map((each) => each.id);
  const wanted = officeId === null ? own : own.filter((id) => id === officeId);
  const reader = actor.kind === 'staff' ? `staff:${actor.staffId}` : actor.kind;
  return readHandOverNotes(reader, wanted, new Date(now.getTime() - days * 86_400_000));
}
