import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { isOneBranch, type OfficeLine, seatsOf } from '../../../domain/branch.ts';
import type { Matter } from '../../../domain/matter.ts';
import { allows } from '../../../domain/policy.ts';
import { relationsTo } from '../../../domain/relations.ts';
import type { Db } from '../../store/db.ts';

/** An internal note, without its words. */
export interface NoteRow {
  id: number;
  who: string;
  office: { id: number; name: string };
  at: Date;
}

/** The internal notes on a message that this reader may read, first to last; whoever calls has asked whether they see the original. */
export async function notesFor(db: Db, matter: Matter, actor: Actor): Promise<NoteRow[]> {
  const relations = relationsTo(actor, matter);
  if (!allows('read internal notes', relations)) return [];
  const notes = await allNotes(db, matter.id);
  if (notes.length === 0 || relations.has('above')) return notes;
  const mine = seatsOf(actor, matter, await seatsFor(db, matter.postId));
  const lines = await linesOf(db, [...mine, ...notes.map((note) => note.office.id)]);
  const readers = lines.filter(({ id }) => mine.includes(id));
  return notes.filter(({ office }) => {
    const writer = lines.find(({ id }) => id === office.id);
    return writer !== undefined && readers.some((reader) => isOneBranch(writer, reader));
  });
}

async function allNotes(db: Db, messageId: number): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select n.id, s.name as who, jsonb_build_object('id', o.id, 'name', o.name) as office, n.at
    from notes n join staff s on s.id = n.staff_id join offices o on o.id = n.office_id
    where n.message_id = ${messageId} order by n.at, n.id`.execute(db);
  return rows;
}

async function seatsFor(db: Db, postId: number): Promise<{ postOfficeId: number; deskId: number }> {
  const { rows } = await sql<{ postOfficeId: number; deskId: number }>`
    select p.office_id as "postOfficeId", d.id as "deskId" from posts p, offices d where p.id = ${postId} and d.code = 'review-desk'`.execute(
    db,
  );
  return rows[0] as { postOfficeId: number; deskId: number };
}

async function linesOf(db: Db, ids: readonly number[]): Promise<OfficeLine[]> {
  const { rows } = await sql<OfficeLine>`
    with recursive up(id, at, depth) as (
      select o.id, o.above_id, 1 from offices o where o.id = any (${[...new Set(ids)]})
      union all select up.id, o.above_id, up.depth + 1 from up join offices o on o.id = up.at where up.depth < 9
    ) select id, coalesce(array_agg(at order by depth) filter (where at is not null), '{}') as "aboveIds" from up group by id`.execute(
    db,
  );
  return rows.map(({ id, aboveIds }) => ({ id, aboveIds: aboveIds.map(Number) }));
}
