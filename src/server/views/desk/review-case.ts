import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { Db } from '../../store/db.ts';
import { type DeskMessage, deskMessage } from './desk-message.ts';
import { reviewerName } from './review-desk.ts';

/** Who has a message on the table, and what was decided on it. */
export interface ReviewStanding {
  /** The reviewer who works on it now. */
  lock: { who: string; mine: boolean } | null;
  /** A verdict that waits for its moment. */
  pending: { who: string; mine: boolean; step: string; effectiveAt: Date } | null;
  /** Whose verdict it left the queue by; null while it waits. */
  decided: { who: string; step: string; at: Date } | null;
}

/** A message as the review desk opens it. */
export type ReviewCase = { message: DeskMessage } & ReviewStanding;

/** The message for a reviewer, with who works on it; refuses whoever does not review. */
export async function reviewCase(db: Db, code: string, actor: Actor, now: Date): Promise<ReviewCase> {
  reviewerName(actor);
  const message = await deskMessage(db, code, actor);
  const me = actor.kind === 'staff' ? actor.staffId : 0;
  const { rows } = await sql<Held>`
    select 'lock' as what, s.name as who, l.staff_id as "staffId", '' as step, l.until_at as at
      from review_locks l join messages m on m.id = l.message_id join staff s on s.id = l.staff_id where m.code = ${code} and l.until_at > ${now}
    union all select 'verdict', s.name, v.staff_id, v.step, v.effective_at
      from verdicts v join messages m on m.id = v.message_id join staff s on s.id = v.staff_id where m.code = ${code}`.execute(
    db,
  );
  const held = (what: Held['what']) => rows.find((row) => row.what === what);
  const [lock, verdict] = [held('lock'), held('verdict')];
  return {
    message,
    lock: lock ? { who: lock.who, mine: lock.staffId === me } : null,
    pending: verdict
      ? { who: verdict.who, mine: verdict.staffId === me, step: verdict.step, effectiveAt: verdict.at }
      : null,
    decided: message.state.publication === 'awaiting-review' ? null : decisionOn(message),
  };
}

/** The codes of what else this reviewer has on the table, verdicts that wait for their moment aside. */
export async function otherLocks(db: Db, code: string, actor: Actor): Promise<string[]> {
  if (actor.kind !== 'staff') return [];
  const { rows } = await sql<{ code: string }>`
    select m.code from review_locks l join messages m on m.id = l.message_id
    where l.staff_id = ${actor.staffId} and m.code <> ${code} and not exists (select from verdicts v where v.message_id = m.id)`.execute(
    db,
  );
  return rows.map((row) => row.code);
}

interface Held {
  what: 'lock' | 'verdict';
  who: string;
  staffId: number;
  step: string;
  at: Date;
}

/** Steps by which a message leaves the review desk. */
const leaving = ['publish', 'keep-private', 'reject', 'withdraw', 'transfer-on'];

function decisionOn({ history }: DeskMessage): ReviewStanding['decided'] {
  const step = history.findLast((h) => leaving.includes(h.step));
  return step ? { who: step.who ?? '', step: step.step, at: step.at } : null;
}
