import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** A hold by a document: while it stands, nothing of the message or clue goes. */
export interface LegalHold {
  id: number;
  /** Of a message its code, of a clue its name. */
  code: string;
  clue: boolean;
  wholePerson: boolean;
  document: { number: string; on: string; issuer: string };
  placedBy: string;
  placedAt: Date;
}

/** The holds that stand, the newest first. */
export async function standingHolds(db: Db): Promise<LegalHold[]> {
  const { rows } = await sql<LegalHold>`
    select h.id, coalesce(m.code, c.ref) as code, h.clue_id is not null as clue, h.whole_person as "wholePerson", s.name as "placedBy", h.placed_at as "placedAt",
      json_build_object('number', h.document_number, 'on', h.document_on, 'issuer', h.document_issuer) as document
    from legal_holds h left join messages m on m.id = h.message_id left join clues c on c.id = h.clue_id join staff s on s.id = h.placed_by
    where h.lifted_at is null order by h.id desc limit 200`.execute(db);
  return rows;
}
