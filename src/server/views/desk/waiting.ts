import { sql } from 'kysely';
import type { OpenWords } from '../../store/people.ts';
import type { Db } from '../../store/db.ts';

/** One time that the office asked the citizen for more. */
export interface Asked {
  id: number;
  /** What was asked; null where this reader may not see it. */
  text: string | null;
  by: string;
  at: Date;
  until: Date;
  endedAt: Date | null;
  endedBy: 'citizen' | 'office' | 'above' | 'date' | 'overtaken' | null;
}

/** One request for more time, and what became of it. */
export interface ExtensionAsked {
  id: number;
  text: string | null;
  internal: string | null;
  by: string;
  at: Date;
  askedOf: string;
  dueAt: Date;
  wantedAt: Date;
  state: 'asked' | 'granted' | 'refused' | 'overtaken';
  decidedBy: string | null;
  decidedAt: Date | null;
  refusal: string | null;
}

/** When the promise waited, first to last, in the words of those who may read them. */
export async function askedOn(db: Db, messageId: number, words: readonly OpenWords[]): Promise<Asked[]> {
  const { rows } = await sql<Omit<Asked, 'text'>>`
    select p.id, s.name as by, p.at, p.until_at as until, p.ended_at as "endedAt", p.ended_by as "endedBy"
    from pauses p join staff s on s.id = p.staff_id where p.message_id = ${messageId} order by p.at, p.id`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, text: said(words, 'asked', row.id)?.['text'] ?? null }));
}

/** The requests for more time on a message, first to last. */
export async function extensionsOn(
  db: Db,
  messageId: number,
  words: readonly OpenWords[],
): Promise<ExtensionAsked[]> {
  const { rows } = await sql<Omit<ExtensionAsked, 'text' | 'internal' | 'refusal'>>`
    select e.id, s.name as by, e.asked_at as at, o.name as "askedOf", e.due_at as "dueAt", e.wanted_at as "wantedAt", e.state,
      d.name as "decidedBy", e.decided_at as "decidedAt"
    from extensions e join staff s on s.id = e.asked_by join offices o on o.id = e.asked_of left join staff d on d.id = e.decided_by
    where e.message_id = ${messageId} order by e.asked_at, e.id`.execute(db);
  return rows.map((row) => ({
    ...row,
    text: said(words, 'extension', row.id)?.['text'] ?? null,
    internal: said(words, 'extension', row.id)?.['internal'] ?? null,
    refusal: said(words, 'reason', row.id)?.['words'] ?? null,
  }));
}

function said(words: readonly OpenWords[], what: string, ref: number) {
  return words.findLast((w) => w.what === what && w.ref === ref)?.content;
}
