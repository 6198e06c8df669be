import type { Happening } from '../../domain/telling.ts';
import type { Urgency } from '../../domain/message.ts';
import { app } from './db.ts';
import { named } from './compose.ts';
import { alone } from './tx.ts';

/** What telling an author depends on. */
export interface Addressee {
  citizenId: number | null;
  urgency: Urgency;
  nextStep: string;
  dueAt: Date | null;
  pausedUntil: Date | null;
  /** On the fast track nothing waits for the morning. */
  fastTrack: boolean;
}

/** To whom a message's notices go, nobody where the author closed the account; undefined when there is no such message. */
export async function addresseeOf(messageId: number): Promise<Addressee | undefined> {
  const row = await app()
    .selectFrom('messages')
    .leftJoin('citizens', 'citizens.id', 'messages.author_id')
    .select(['author_id', 'urgency', 'next_step', 'due_at', 'paused_until', 'fast_track'])
    .select('citizens.closed_at as gone_at')
    .where('messages.id', '=', messageId)
    .executeTakeFirst();
  return (
    row && {
      citizenId: row.gone_at ? null : row.author_id,
      urgency: row.urgency,
      nextStep: row.next_step,
      dueAt: row.due_at,
      pausedUntil: row.paused_until,
      fastTrack: row.fast_track,
    }
  );
}

/** A notice that is about to be given. */
export interface NewNotice {
  citizenId: number;
  messageId: number;
  what: Happening;
  /** The happening's own name: given twice, the notice is there once. */
  cause: string;
  at: Date;
  /** When the text message leaves, and the due time that it names; null: there is none. */
  sms: { at: Date; dueAt: Date | null } | null;
}

const give = named(`with told as (
    insert into notices (citizen_id, message_id, what, cause, at) values ($1, $2, $3, $4, $5) on conflict (cause) do nothing returning id
  ), waiting as (
    insert into deliveries (notice_id, channel, state, at) select id, 'sms', 'waiting', $5::timestamptz from told where $6::timestamptz is not null returning id
  ), left_behind as (
    insert into outbox (task, payload, run_at) select 'deliver', jsonb_build_object('delivery', id, 'due', $7::text), $6::timestamptz from waiting returning id
  )
  select (select count(*) from told)::integer as told, (select count(*) from left_behind)::integer as deliveries`);

/** Gives a notice and leaves its delivery behind, together and once. Returns whether it is new. */
export async function giveNotice(n: NewNotice): Promise<boolean> {
  const values = [
    n.citizenId,
    n.messageId,
    n.what,
    n.cause,
    n.at,
    n.sms?.at ?? null,
    n.sms?.dueAt?.toISOString() ?? null,
  ];
  return ((await alone.rows<{ told: number }>(give, values))[0]?.told ?? 0) > 0;
}

/** A text message that is to be delivered: to a citizen, or to a member of staff. */
export interface Delivery {
  id: number;
  state: 'waiting' | 'sent' | 'failed';
  citizenId: number | null;
  staffId: number | null;
  what: string;
  code: string | null;
  /** Of a member of staff: it cannot wait. */
  urgent: boolean;
  /** Of a member of staff: how much routine they were told since and have not read. */
  unread: number;
}

const find =
  named(`select d.id, d.state, n.citizen_id as "citizenId", s.staff_id as "staffId", coalesce(n.what, s.what) as what, m.code,
    coalesce(s.urgent, false) as urgent,
    (select count(*)::integer from staff_notices u where u.staff_id = s.staff_id and u.read_at is null and not u.urgent and u.at >= s.at) as unread
  from deliveries d left join notices n on n.id = d.notice_id left join staff_notices s on s.id = d.staff_notice_id
  left join messages m on m.id = coalesce(n.message_id, s.message_id) where d.id = $1`);

/** One delivery with the notice it carries. */
export async function deliveryById(id: number): Promise<Delivery | undefined> {
  return (await alone.rows<Delivery>(find, [id]))[0];
}

const note = named(
  `update deliveries set state = $2, attempts = attempts + 1, last_error = $3, at = $4 where id = $1 and state = 'waiting'`,
);

/** Notes one attempt at a delivery: sent, failed for good, or still waiting; `error` is a code, never what somebody wrote. */
export async function noteAttempt(
  id: number,
  attempt: { state: Delivery['state']; error: string | null },
  now: Date,
): Promise<void> {
  await alone.rows(note, [id, attempt.state, attempt.error, now]);
}
