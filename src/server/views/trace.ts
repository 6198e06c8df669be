import { type RawBuilder, sql } from 'kysely';
import { publicSteps } from '../../domain/public-steps.ts';
import type { Db } from '../store/db.ts';

/** One station of a message's way: a step that everybody may see. */
export interface TraceStep {
  seq: number;
  step: string;
  at: Date;
  /** The office in whose hands it was after the step. */
  office: string;
  /** The unit ordered, or the office that it went to or came from. */
  unit: string | null;
  /** The reply, follow-up or rating that belongs to the step. */
  replyId: number | null;
  followUpId: number | null;
  ratingId: number | null;
  /** The reason code of a rejection. */
  code: string | null;
  /** A leader instructed: which post, and the words once they are public. */
  instruction: { post: string; words: string | null } | null;
  /** The promise waits for its author, or was put off: until when. */
  until: Date | null;
  /** Why it was put off, as everybody may read it. */
  reason: string | null;
}

/** The public steps of a message, first to last. */
export async function traceOf(db: Db, messageId: number): Promise<TraceStep[]> {
  const { rows } = await sql<{ trace: TraceStep[] }>`select ${traceColumn(sql`${messageId}`)}`.execute(db);
  return datedTrace(rows[0]?.trace ?? []);
}

// Written out: with the steps as a value the planner expects other rows each time, and plans a page anew for 4 ms.
const shown = sql.join(publicSteps.map((step) => sql.lit(step)));
// A return tells who gave it back, everything else to whom it went.
const otherOffice = sql`(h.changes->>(case when h.step in ('return-order', 'refer-order', 'return-transfer', 'refer-transfer', 'report')
  then 'from' else 'to' end))::bigint`;
const instruction = sql`(select json_build_object('post', (select p.name from posts p where p.id = i.post_id), 'words', i.public_words)
  from instructions i where i.id = (h.changes->>'instruction')::bigint)`;
const extension = (column: string) =>
  sql`(select ${sql.raw(`e.${column}`)} from extensions e where e.id = (h.changes->>'extension')::bigint)`;
const pausedUntil = sql`(select w.until_at from pauses w where w.id = (h.changes->>'pause')::bigint)`;

/**
 * The same as a column, for a message of which more is read; its times are dated by `datedTrace`. What a step names is looked
 * up by its key, each by itself: a join of all steps with all offices read 2,500 offices for two steps.
 */
export function traceColumn(messageId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select json_agg(json_build_object('seq', h.seq, 'step', h.step, 'at', h.at,
      'office', coalesce((select o.name from offices o where o.id = h.office_id), ''),
      'unit', (select u.name from offices u where u.id = ${otherOffice}),
      'replyId', (h.changes->>'reply')::bigint, 'followUpId', (h.changes->>'followUp')::bigint,
      'ratingId', (h.changes->>'rating')::bigint, 'code', h.changes->>'code',
      'instruction', case when h.step = 'instruct' then ${instruction} end,
      'until', case h.step when 'grant-extension' then ${extension('wanted_at')} when 'pause' then ${pausedUntil} end,
      'reason', case when h.step = 'grant-extension' then ${extension('public_words')} end) order by h.seq)
    from history h where h.message_id = ${messageId} and h.step in (${shown})), '[]') as trace`;
}

/** JSON knows no times: they are made again. */
export function datedTrace(steps: readonly TraceStep[]): TraceStep[] {
  return steps.map((step) => ({
    ...step,
    at: new Date(step.at),
    until: step.until && new Date(step.until),
  }));
}
