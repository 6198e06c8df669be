import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import type { AddresseeState } from '../../../../domain/instructing.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { readWords } from '../../../store/people.ts';

/** An instruction somewhere on its way, in a list. */
export interface GivenInstruction {
  id: number;
  addressee: number;
  code: string;
  words: string;
  post: string;
  by: string;
  to: string;
  state: AddresseeState;
  issuedAt: Date;
  startsAt: Date;
  dueAt: Date;
  notedAt: Date | null;
  reportedAt: Date | null;
}

type Row = GivenInstruction & { messageId: number };

/** Which instructions are asked for: those of a post, those to it, or at offices: to them, to be accepted by them, late below them. */
export type WhichInstructions =
  { from: number } | { to: number } | { tab: 'to-do' | 'to-accept' | 'late'; offices: readonly number[] };

const condition = (which: WhichInstructions, now: Date) => {
  if ('from' in which) return sql`i.post_id = ${which.from}`;
  if ('to' in which) return sql`a.post_id = ${which.to}`;
  const offices = sql`${[...which.offices]}::bigint[]`;
  if (which.tab === 'to-do') return sql`a.office_id = any (${offices}) and a.state in ('issued', 'noted')`;
  if (which.tab === 'to-accept')
    return sql`f.office_id = any (${offices}) and a.state = 'reported' and a.office_id is distinct from f.office_id`;
  return sql`a.due_at < ${now} and exists (
    with recursive up(id, depth) as (select coalesce(a.office_id, t.office_id), 0 union all
      select u.above_id, up.depth + 1 from up join offices u on u.id = up.id where u.above_id is not null and up.depth < 9)
    select from up where up.id = any (${offices}))`;
};

/** Open instructions, the earliest due first; with the words that this reader, who has a part in each, may read. */
export async function givenInstructions(
  db: Db,
  actor: Actor,
  which: WhichInstructions,
  now: Date,
): Promise<GivenInstruction[]> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const { rows } = await sql<Row>`
    select i.id, a.id as addressee, m.id as "messageId", m.code, '' as words, f.name as post, i.by_name as by, coalesce(t.name, o.name) as to, a.state,
      i.issued_at as "issuedAt", c.starts_at as "startsAt", a.due_at as "dueAt", a.noted_at as "notedAt", a.reported_at as "reportedAt"
    from addressees a join instructions i on i.id = a.instruction_id join messages m on m.id = a.message_id join posts f on f.id = i.post_id
      join clocks c on c.id = a.clock_id left join posts t on t.id = a.post_id left join offices o on o.id = a.office_id
    where a.ended_at is null and ${condition(which, now)} order by a.due_at, a.id limit 100`.execute(db);
  const ids = [...new Set(rows.map((row) => row.messageId))];
  const words = await readWords(`staff:${actor.staffId}`, ids, ['instruction']);
  return rows.map((row) => ({
    ...row,
    words: words.find((w) => w.ref === row.id)?.content['text'] ?? '',
  }));
}

/** The offices at which this member of staff works or supervises. */
export function workplacesOf(actor: Actor): number[] {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const roles = ['officer', 'approver', 'head', 'supervisor'];
  const offices = actor.duties.flatMap((d) =>
    roles.includes(d.role) && d.officeId !== null ? [d.officeId] : [],
  );
  if (offices.length === 0) throw new Refusal('not-allowed');
  return [...new Set(offices)];
}
