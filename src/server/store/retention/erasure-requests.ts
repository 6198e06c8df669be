import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What becomes of the public texts of a person who asks: they stay without a name, or go out of view. */
export const publicTextChoices = ['keep', 'remove'] as const;
export type PublicTextChoice = (typeof publicTextChoices)[number];

/** How far a request is. */
export type ErasureState = 'asked' | 'ordered' | 'running';

/** An open request of a person: asked, and neither taken back nor carried out. */
export interface OpenErasure {
  id: number;
  citizenId: number;
  publicTexts: PublicTextChoice;
  askedAt: Date;
  state: ErasureState;
  /** Messages that are still handled: they go once they are closed. */
  stillHandled: number;
  /** Messages that a legal hold keeps. */
  held: number;
  messages: number;
}

const open = sql`
  select e.id, e.citizen_id as "citizenId", e.public_texts as "publicTexts", e.asked_at as "askedAt",
    case d.state when 'ordered' then 'ordered' when 'confirmed' then 'running' else 'asked' end as state,
    (select count(*)::integer from messages m where m.author_id = e.citizen_id and m.handling <> 'closed') as "stillHandled",
    (select count(*)::integer from messages m where m.author_id = e.citizen_id and m.key_id is not null and is_held(m.id, m.author_id)) as held,
    (select count(*)::integer from messages m where m.author_id = e.citizen_id) as messages
  from erasure_requests e left join deletion_orders d on d.request_id = e.id and d.state <> 'refused'
  where e.taken_back_at is null and d.finished_at is null`;

/** The open requests, the oldest first. */
export async function openErasures(db: Db): Promise<OpenErasure[]> {
  return (await sql<OpenErasure>`${open} order by e.id limit 100`.execute(db)).rows;
}

/** The open request of one person. */
export async function openErasureOf(db: Db, citizenId: number): Promise<OpenErasure | undefined> {
  return (await sql<OpenErasure>`${open} and e.citizen_id = ${citizenId} limit 1`.execute(db)).rows[0];
}

/** One open request. */
export async function openErasure(db: Db, id: number): Promise<OpenErasure | undefined> {
  return (await sql<OpenErasure>`${open} and e.id = ${id}`.execute(db)).rows[0];
}

/** The messages of a person that can be erased now and are still in public view. */
export async function publicOf(db: Db, citizenId: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from messages m where m.author_id = ${citizenId} and m.handling = 'closed' and m.key_id is not null
      and m.publication in ('public', 'taken-down') and not is_held(m.id, m.author_id) order by m.id`.execute(
    db,
  );
  return rows.map(({ code }) => code);
}

/** Confirmed orders for persons that are not finished. */
export async function unfinishedErasures(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from deletion_orders where what = 'person' and state = 'confirmed' and finished_at is null order by id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
