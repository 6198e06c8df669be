import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import { allows } from '../../../../domain/policy.ts';
import { relationsAtLarge } from '../../../../domain/relations.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';

/** One look at a clue: who, at which, when; nothing of what it says. */
export interface ClueLook {
  id: number;
  ref: string;
  who: string;
  /** One attachment, or (false) the words. */
  file: boolean;
  at: Date;
}

/** Who looked at clues, the newest first, for the auditor alone. */
export async function clueLooks(
  db: Db,
  actor: Actor,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: ClueLook[]; total: number }> {
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  if (!allows('read the access log', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const [items, total] = await Promise.all([
    sql<ClueLook>`select l.id, c.ref, s.name as who, l.file_id is not null as file, l.at from clue_looks l join clues c on c.id = l.clue_id join staff s on s.id = l.staff_id
      order by l.id desc limit ${limit} offset ${offset}`.execute(db),
    sql<{ n: number }>`select count(*)::integer as n from clue_looks`.execute(db),
  ]);
  return { items: items.rows, total: total.rows[0]?.n ?? 0 };
}
