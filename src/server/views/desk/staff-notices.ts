import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { DutyQueue } from '../../../domain/duty-queues.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';

/** The rooms of the desk in which a message of a notice is opened. */
export const noticeRooms = ['review', 'handling', 'take-downs', 'bans'] as const;
export type NoticeRoom = (typeof noticeRooms)[number];

/** In which of them: what waits for a second reviewer has a room of its own. */
export const roomOfNotice = sql<NoticeRoom>`case when n.what = 'take-down-proposed' then 'take-downs' when n.what like 'ban-%' then 'bans' when o.code = 'review-desk' then 'review' else 'handling' end`;

/** A notice as the member of staff reads it. */
export interface StaffNotice {
  id: number;
  what: string;
  urgent: boolean;
  at: Date;
  readAt: Date | null;
  /** As a member of which office they were told. */
  office: string | null;
  message: {
    code: string;
    /** Only of what everybody may read. */ title: string | null;
    room: NoticeRoom;
  } | null;
  /** What came in from above, or which one is not signed. */
  bulletin: { id: number; title: string } | null;
  /** A night that nobody watches: of which office, which queue, from when and, where a watch follows, until when. */
  gap: { office: string; queue: DutyQueue; from: Date; to: Date | null } | null;
}

interface Row {
  id: number;
  what: string;
  urgent: boolean;
  at: Date;
  readAt: Date | null;
  office: string | null;
  code: string | null;
  title: string | null;
  room: NoticeRoom;
  bulletinId: number | null;
  bulletinTitle: string | null;
  gapOffice: string | null;
  gapQueue: DutyQueue | null;
  gapFrom: Date | null;
  gapTo: Date | null;
}

/** What somebody was told at the desk, the newest first, and how much of it is unread. */
export async function staffNotices(
  db: Db,
  actor: Actor,
  ask: { unread: boolean; limit: number; offset: number },
): Promise<{ items: StaffNotice[]; total: number; unread: number }> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const mine = sql`n.staff_id = ${actor.staffId} ${ask.unread ? sql`and n.read_at is null` : sql``}`;
  const [{ rows }, counts] = await Promise.all([
    sql<Row>`select n.id, n.what, n.urgent, n.at, n.read_at as "readAt", o.name as office, m.code,
        case when m.publication = 'public' then m.title end as title, ${roomOfNotice} as room, b.id as "bulletinId", b.title as "bulletinTitle",
        go.name as "gapOffice", g.queue as "gapQueue", g.from_at as "gapFrom", g.to_at as "gapTo"
      from staff_notices n left join offices o on o.id = n.office_id left join messages m on m.id = n.message_id left join bulletins b on b.id = n.bulletin_id
        left join roster_gaps g on g.id = n.gap_id left join offices go on go.id = g.office_id
      where ${mine} order by n.at desc, n.id desc limit ${ask.limit} offset ${ask.offset}`.execute(db),
    sql<{
      total: number;
      unread: number;
    }>`select count(*)::integer as total, count(*) filter (where n.read_at is null)::integer as unread
      from staff_notices n where ${mine}`.execute(db),
  ]);
  const { total, unread } = counts.rows[0] ?? { total: 0, unread: 0 };
  return { items: rows.map(noticeOf), total, unread };
}

function noticeOf(found: Row): StaffNotice {
  const { code, title, room, bulletinId, bulletinTitle, gapOffice, gapQueue, gapFrom, gapTo, ...row } = found;
  return {
    ...row,
    message: code === null ? null : { code, title, room },
    bulletin: bulletinId === null ? null : { id: bulletinId, title: bulletinTitle ?? '' },
    gap: gapQueue && gapFrom ? { office: gapOffice ?? '', queue: gapQueue, from: gapFrom, to: gapTo } : null,
  };
}
