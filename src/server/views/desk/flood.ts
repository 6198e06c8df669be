import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';
import { reviewerName } from './review-desk.ts';
import type { Flood } from './review-queue.ts';

/** The flood to which a message belongs, for a reviewer; null: none. */
export async function floodOfMessage(db: Db, code: string, actor: Actor): Promise<Flood | null> {
  reviewerName(actor);
  const { rows } = await sql<Flood>`select g.id, g.messages, g.accounts from messages m
    join flood_members k on k.message_id = m.id join flood_groups g on g.id = k.group_id
    where m.code = ${code} and g.flooded_at is not null`.execute(db);
  return rows[0] ?? null;
}
