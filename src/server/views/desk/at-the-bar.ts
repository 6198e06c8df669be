import { sql } from 'kysely';
import type { DutyQueue } from '../../../domain/duty-queues.ts';
import type { Db } from '../../store/db.ts';

/** What the bar of the desk tells somebody on every page: what is unread, and the watch they keep. */
export interface AtTheBar {
  unread: number;
  watch: { queue: DutyQueue; until: Date } | null;
  /** Proposals to take down or restore that wait for this reviewer as the second. */
  takeDowns: number;
  /** Bans that wait for this reviewer as the second or third. */
  bans: number;
}

/** The bell, the watch and what waits for a second reviewer, for a member of staff now, in one look. */
export async function atTheBar(db: Db, staffId: number, now: Date): Promise<AtTheBar> {
  const { rows } = await sql<{
    unread: number;
    takeDowns: number;
    bans: number;
    queue: DutyQueue | null;
    until: Date | null;
  }>`
    select (select count(*)::integer from staff_notices where staff_id = ${staffId} and read_at is null) as unread,
      (select count(*)::integer from take_downs t where t.state = 'proposed' and t.proposed_by <> ${staffId} and exists (
        select from staff_roles r where r.staff_id = ${staffId} and r.role = 'reviewer' and r.to_at is null)) as "takeDowns",
      (select count(*)::integer from bans b where ((b.state = 'proposed' and b.proposed_by <> ${staffId})
        or (b.state = 'standing' and b.until_at > ${now} and ((b.lift_proposed_by is not null and b.lift_proposed_by <> ${staffId})
          or (b.appeal = 'waiting' and ${staffId} not in (b.proposed_by, b.decided_by))))) and exists (
        select from staff_roles r where r.staff_id = ${staffId} and r.role = 'reviewer' and r.to_at is null)) as bans, d.queue, d.to_at as until
    from (select 1) as one left join lateral (select queue, to_at from shifts
      where staff_id = ${staffId} and taken_back_at is null and from_at <= ${now} and to_at > ${now} order by to_at desc limit 1) d on true`.execute(
    db,
  );
  const { unread = 0, takeDowns = 0, bans = 0, queue = null, until = null } = rows[0] ?? {};
  return { unread, takeDowns, bans, watch: queue && until ? { queue, until } : null };
}
