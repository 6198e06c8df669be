import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { ReturnCode } from '../../../domain/hand-down/return-codes.ts';
import type { Db } from '../../store/db.ts';
import { type OpenWords, readWords } from '../../store/people.ts';

/** Who gave a message back, under which code and with which words. */
export interface Returned {
  by: string;
  code: ReturnCode;
  words: string;
}

/** Messages `m` that lie at the review desk again, as a condition; a person in conflict with one does not see it. */
export function liesAtDesk(actor: Actor): RawBuilder<unknown> {
  const duties = actor.kind === 'staff' ? actor.duties : [];
  const of = (ids: (number | null)[]) => ids.filter((id) => id !== null);
  return sql`m.next_step = 'transfer' and m.answerable_id = (select d.id from offices d where d.code = 'review-desk') and m.holder_id = m.answerable_id
    and not exists (select from conflicts k where k.message_id = m.id and (k.staff_id = ${actor.kind === 'staff' ? actor.staffId : 0}
      or k.office_id = any (${of(duties.map((d) => d.officeId))}::bigint[]) or k.post_id = any (${of(duties.map((d) => d.postId))}::bigint[])))`;
}

/** The latest return of each of these messages, for a reviewer who may see them; by the message's id. */
export async function returnsOf(
  db: Db,
  messageIds: readonly number[],
  reader: string,
): Promise<ReadonlyMap<number, Returned>> {
  if (messageIds.length === 0) return new Map();
  const [{ rows }, words] = await Promise.all([
    sql<{ messageId: number; by: string; code: ReturnCode; at: Date }>`
      select distinct on (t.message_id) t.message_id as "messageId", o.name as by, t.code, t.ended_at as at
      from transfers t join offices o on o.id = t.to_id where t.message_id = any (${[...messageIds]}::bigint[]) and t.state = 'returned'
      order by t.message_id, t.id desc`.execute(db),
    readWords(reader, messageIds, ['reason']),
  ]);
  return new Map(
    rows.map(({ messageId, by, code, at }) => [messageId, { by, code, words: saidAt(words, messageId, at) }]),
  );
}

// The reason of a step is kept under the moment of the step.
function saidAt(words: readonly OpenWords[], messageId: number, at: Date): string {
  const said = words.findLast((w) => w.messageId === messageId && w.at.getTime() === at.getTime());
  return said?.content['words'] ?? '';
}
