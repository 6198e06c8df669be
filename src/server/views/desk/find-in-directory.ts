import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsAtLarge } from '../../../domain/relations.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { findRegion } from '../find-region.ts';

/** An office or a post, by its number and name. */
export interface FoundByName {
  id: number;
  name: string;
}

const most = 12;

/** The offices in force whose name holds these words, those that answer for leaders first; for operators. */
export function findOffices(db: Db, words: string, actor: Actor): Promise<FoundByName[]> {
  const order = sql`kind not in ('petition', 'ministry', 'platform'), length(name)`;
  return find(db, { table: 'offices', order }, words, actor);
}

/** The posts in force whose name holds these words, the shortest name first; for operators. */
export function findPosts(db: Db, words: string, actor: Actor): Promise<FoundByName[]> {
  return find(db, { table: 'posts', order: sql`length(name)` }, words, actor);
}

/** The provinces, cities and counties in force that bear these words as name, pinyin or code; for operators. */
export async function findRegionsInForce(
  db: Db,
  words: string,
  actor: Actor,
): Promise<{ id: string; name: string }[]> {
  refuseOthers(actor);
  const byName = await findRegion(db, words, most);
  const { rows: byCode } = await sql<{ code: string; fullName: string; level: number }>`
    select code, full_name as "fullName", level from regions where code = ${words.trim()} and valid_to is null`.execute(
    db,
  );
  return [...byCode, ...byName]
    .filter(({ level }) => level <= 3)
    .map(({ code, fullName }) => ({ id: code, name: fullName }));
}

function refuseOthers(actor: Actor): void {
  if (!allows('keep the directory and people', relationsAtLarge(actor))) throw new Refusal('not-allowed');
}

async function find(
  db: Db,
  { table, order }: { table: 'offices' | 'posts'; order: RawBuilder<unknown> },
  words: string,
  actor: Actor,
): Promise<FoundByName[]> {
  refuseOthers(actor);
  const part = words.trim();
  if (part === '') return [];
  const { rows } = await sql<FoundByName>`
    select id, name from ${sql.table(table)} where valid_to is null and position(${part} in name) > 0
    order by ${order}, name collate "C", id limit ${most}`.execute(db);
  return rows;
}
