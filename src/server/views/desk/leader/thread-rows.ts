import { sql } from 'kysely';
import type { AddresseeState, InstructionStanding } from '../../../../domain/instructing.ts';
import type { Db } from '../../../store/db.ts';

/** One addressee of one instruction as it stands in the tables. */
export interface ThreadRow extends InstructionStanding {
  instructionId: number;
  parentId: number | null;
  post: string;
  byName: string;
  issuedAt: Date;
  reportBy: Date;
  publicWords: string | null;
  id: number;
  to: string;
  lead: boolean;
  state: AddresseeState;
  startsAt: Date;
  dueAt: Date;
  notedAt: Date | null;
  notedBy: string | null;
  reportedAt: Date | null;
  reportedById: number | null;
  sentBack: number;
  endedAt: Date | null;
  endedBy: string | null;
}

/** Every instruction on a message with its addressees, in the order in which they were given. */
export async function threadRows(db: Db, messageId: number): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`
    select i.id as "instructionId", i.parent_id as "parentId", f.name as post, i.by_name as "byName", i.issued_at as "issuedAt", i.report_by as "reportBy",
      i.public_words as "publicWords", i.post_id as "fromPostId", f.office_id as "fromOfficeId", a.post_id as "toPostId", a.office_id as "toOfficeId",
      a.id, coalesce(t.name, o.name) as to, a.lead, a.state, c.starts_at as "startsAt", a.due_at as "dueAt", a.noted_at as "notedAt", n.name as "notedBy",
      a.reported_at as "reportedAt", a.reported_by as "reportedById", a.sent_back as "sentBack", a.ended_at as "endedAt", e.name as "endedBy"
    from instructions i join posts f on f.id = i.post_id join addressees a on a.instruction_id = i.id join clocks c on c.id = a.clock_id
      left join posts t on t.id = a.post_id left join offices o on o.id = a.office_id
      left join staff n on n.id = a.noted_by left join staff e on e.id = a.ended_by
    where i.message_id = ${messageId} order by i.issued_at, i.id, a.lead desc, a.id`.execute(db);
  return rows;
}
