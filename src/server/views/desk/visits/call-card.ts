import { sql } from 'kysely';
import type { Actor } from '../../../../domain/actor.ts';
import type { Db } from '../../../store/db.ts';
import { deedsOf } from '../deeds.ts';
import { type DeskMessage, deskMessage } from '../desk-message.ts';

/** One call: the message, the answer, what the author said of it, and earlier tries. */
export interface CallCard {
  message: DeskMessage;
  answer: { unit: string; text: string; at: Date } | null;
  tries: { outcome: string; code: string | null; by: string; at: Date }[];
  /** May this reader call now? */
  may: boolean;
  /** They drafted the answer. */
  own: boolean;
}

/** The card of one call, for those who handle the message; never the phone. */
export async function callCard(db: Db, code: string, actor: Actor, now: Date): Promise<CallCard> {
  const [message, deeds, { rows: tries }] = await Promise.all([
    deskMessage(db, code, actor),
    deedsOf(db, code, actor, now),
    sql<
      CallCard['tries'][number]
    >`select v.outcome, v.code, s.name as by, v.at from visits v join messages m on m.id = v.message_id
      join staff s on s.id = v.staff_id where m.code = ${code} order by v.at desc, v.id desc`.execute(db),
  ]);
  const last = message.voices.replies.findLast((reply) => reply.type === 'final');
  return {
    message,
    answer: last ? { unit: last.unit, text: last.text, at: last.at } : null,
    tries,
    may: deeds.visit,
    own: deeds.visitByOther,
  };
}
