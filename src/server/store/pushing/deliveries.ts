import type { Urgency } from '../../../domain/message.ts';
import { named } from '../compose.ts';
import { alone } from '../tx.ts';

/** A notice, as far as telling devices of it depends on it. */
export interface NoticeToPush {
  citizenId: number;
  what: string;
  followed: boolean;
  urgency: Urgency;
  fastTrack: boolean;
}

const notice =
  named(`select n.citizen_id as "citizenId", n.what, n.follow_what is not null as followed, coalesce(m.urgency, 'normal') as urgency,
    coalesce(m.fast_track, false) as "fastTrack"
  from notices n left join messages m on m.id = n.message_id where n.id = $1 and n.read_at is null`);

/** The notice; undefined where it was read already, or has gone with its account. */
export async function noticeToPush(id: number): Promise<NoticeToPush | undefined> {
  return (await alone.rows<NoticeToPush>(notice, [id]))[0];
}

// A device for which a push is on its way, or waits for the same morning, hears of this with it: all say the same.
const leave = named(`with due as (insert into deliveries (notice_id, device_id, channel, state, at)
    select $1, device, 'push', 'waiting', $4 from private.push_devices_of($2) as device
    where $3 = 'high' or not exists (
      select from deliveries o where o.device_id = device and o.channel = 'push' and o.state = 'waiting' and o.at <= $4)
    on conflict do nothing returning id),
  jobs as (insert into outbox (task, payload, run_at)
    select 'push', jsonb_build_object('delivery', id, 'urgency', $3::text), $4 from due returning 1)
  select count(*)::integer as n from jobs`);

/** Leaves one delivery for each device of the citizen that hears of nothing before, once; gives how many. */
export async function leavePushes(
  noticeId: number,
  of: { citizenId: number; at: Date; urgency: string },
): Promise<number> {
  const values = [noticeId, of.citizenId, of.urgency, of.at];
  return (await alone.rows<{ n: number }>(leave, values))[0]?.n ?? 0;
}

/** A push that is to be delivered. */
export interface PushDelivery {
  id: number;
  citizenId: number;
  deviceId: number;
  /** Whether its citizen has read this notice and what came after it. */
  read: boolean;
}

const find = named(`select d.id, n.citizen_id as "citizenId", d.device_id as "deviceId",
    not exists (select from notices u where u.citizen_id = n.citizen_id and u.at >= n.at and u.read_at is null) as read
  from deliveries d join notices n on n.id = d.notice_id where d.id = $1 and d.channel = 'push' and d.state = 'waiting'`);

/** One delivery that waits; undefined where it has left, was given up, or has gone with its notice. */
export async function pushDelivery(id: number): Promise<PushDelivery | undefined> {
  return (await alone.rows<PushDelivery>(find, [id]))[0];
}
