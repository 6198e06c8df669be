import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';

/** Steps that everybody may see on the trace of a public message. */
const publicSteps = [
  'submit',
  'publish',
  'keep-private',
  'reject',
  'mend',
  'accept',
  'pass-on',
  'acknowledge',
  'collate',
  'publish-interim',
  'answer',
  'follow-up',
  'ask-again',
  'rate',
  'settle',
  'reopen',
  'send-up',
  'visit-done',
  'visit-settled',
  'visit-not-settled',
  'visit-sent-up',
  'close',
  'withdraw',
  'hide',
  'lapse',
  'import',
];

/** One station of a message's way: a step that everybody may see. */
export interface TraceStep {
  seq: number;
  step: string;
  at: Date;
  /** The office in whose hands it was after the step. */
  office: string;
  /** The reply, follow-up or rating that belongs to the step. */
  replyId: number | null;
  followUpId: number | null;
  ratingId: number | null;
  /** The reason code of a rejection. */
  code: string | null;
}

/** The public steps of a message, first to last. */
export async function traceOf(db: Db, messageId: number): Promise<TraceStep[]> {
  const { rows } = await sql<{ trace: TraceStep[] }>`select ${traceColumn(sql`${messageId}`)}`.execute(db);
  return datedTrace(rows[0]?.trace ?? []);
}

/** The same as a column, for a message of which more is read; its times are dated by `datedTrace`. */
export function traceColumn(messageId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('seq', h.seq, 'step', h.step, 'at', h.at, 'office', coalesce(o.name, ''),
      'replyId', (h.changes->>'reply')::bigint, 'followUpId', (h.changes->>'followUp')::bigint,
      'ratingId', (h.changes->>'rating')::bigint, 'code', h.changes->>'code') order by h.seq)
    from history h left join offices o on o.id = h.office_id
    where h.message_id = ${messageId} and h.step = any (${publicSteps})), '[]') as trace`;
}

/** JSON knows no times: they are made again. */
export function datedTrace(steps: readonly TraceStep[]): TraceStep[] {
  return steps.map((step) => ({ ...step, at: new Date(step.at) }));
}
