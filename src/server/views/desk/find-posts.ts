import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';

/** The posts in force whose name holds these words, the shortest name first; for operators. */
export async function findPosts(
  db: Db,
  words: string,
  actor: Actor,
  most = 12,
): Promise<{ id: number; name: string }[]> {
  if (!allows('keep the directory and people', relationsAtLarge(actor))) throw new Refusal('not-allowed');
  const part = words.trim();
  if (part === '') return [];
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from posts where valid_to is null and position(${part} in name) > 0
    order by length(name), name collate "C", id limit ${most}`.execute(db);
  return rows;
}

/** Is this a post in force? */
export async function postInForce(db: Db, id: number): Promise<boolean> {
  const found = await db
    .selectFrom('posts')
    .select('id')
    .where('id', '=', id)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
