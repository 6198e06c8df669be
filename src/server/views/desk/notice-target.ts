import { sql } from 'kysely';
import { isAboutClues } from '../../../domain/telling-staff.ts';
import type { Db } from '../../store/db.ts';
import { roomOfNotice } from './staff-notices.ts';

/** The address at the desk of what one of somebody's own notices is about; undefined when there is nothing to open. */
export async function noticeTarget(db: Db, staffId: number, id: number): Promise<string | undefined> {
  const { rows } = await sql<{
    standIn: number | null;
    code: string | null;
    room: string;
    bulletinId: number | null;
    gap: string | null;
    what: string;
  }>`
    select n.what, m.code, ${roomOfNotice} as room, n.bulletin_id as "bulletinId", n.stand_in_id as "standIn",
      (select '/desk/roster?office=' || g.office_id || '&day=' || to_char(g.from_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from roster_gaps g
        where g.id = n.gap_id and exists (select from staff_roles r where r.staff_id = n.staff_id and r.office_id = g.office_id and (r.to_at is null or (r.stand_in_id is not null and r.from_at <= now() and r.to_at > now())))) as gap
    from staff_notices n left join messages m on m.id = n.message_id left join offices o on o.id = n.office_id
    where n.id = ${id} and n.staff_id = ${staffId}`.execute(db);
  const [found] = rows;
  if (!found) return undefined;
  if (found.bulletinId !== null) return `/desk/bulletins/${found.bulletinId}`;
  if (isAboutClues(found.what)) return '/desk/clues';
  if (found.standIn !== null) return '/desk/stand-ins';
  if (found.gap !== null) return found.gap;
  return found.code === null ? undefined : `/desk/${found.room}/${found.code}`;
}
