import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import { isPublic } from '../../../domain/visibility.ts';
import type { Db } from '../../store/db.ts';
import { bulletin } from './bulletin.ts';

/** A message as a special report tells of it: never more of its words than everybody may read. */
export interface ReportedMessage {
  code: string;
  title: string | null;
  body: string | null;
  place: string | null;
  kind: string;
  urgency: string;
  handling: string;
  leader: string;
  answerable: string;
  receivedAt: Date;
  dueAt: Date | null;
}

type Row = ReportedMessage & { publication: string };

/** The messages of a special report, in its order, for those who may read the report. */
export async function reportedMessages(db: Db, actor: Actor, bulletinId: number): Promise<ReportedMessage[]> {
  await bulletin(db, actor, bulletinId);
  const { rows } =
    await sql<Row>`select m.code, m.title, m.body, m.place, m.kind, m.urgency, m.handling, m.publication, p.name as leader, o.name as answerable,
      m.received_at as "receivedAt", m.due_at as "dueAt"
    from bulletin_messages b join messages m on m.id = b.message_id join posts p on p.id = m.post_id join offices o on o.id = m.answerable_id
    where b.bulletin_id = ${bulletinId} order by b.position`.execute(db);
  return rows.map(({ publication, ...row }) =>
    isPublic(publication) ? row : { ...row, title: null, body: null, place: null },
  );
}
