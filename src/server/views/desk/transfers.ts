import { sql } from 'kysely';
import type { ReturnCode } from '../../../domain/hand-down/return-codes.ts';
import type { Db } from '../../store/db.ts';
import { readWords } from '../../store/people.ts';
import type { HandDownTables } from '../../store/schema/hand-down.ts';

/** One hand-over from office to office, and how it ended. */
export interface TransferStep {
  from: string;
  to: { id: number; name: string };
  /** Who sent it; null: the machine. */
  who: string | null;
  way: HandDownTables['transfers']['way'];
  state: HandDownTables['transfers']['state'];
  at: Date;
  /** Why it went there; empty for what went out with the verdict. */
  words: string;
  /** Who gave it back, when, under which code, in which words. */
  returned: { who: string | null; at: Date; code: ReturnCode; words: string } | null;
}

interface Row extends Omit<TransferStep, 'to' | 'words' | 'returned'> {
  toId: number;
  toName: string;
  code: ReturnCode | null;
  endedAt: Date | null;
  endedBy: string | null;
}

/** How a message went from office to office, first to last, for those who may read its original. */
export async function transferSteps(db: Db, messageId: number, reader: string): Promise<TransferStep[]> {
  const [{ rows }, words] = await Promise.all([
    sql<Row>`select f.name as "from", o.id as "toId", o.name as "toName", s.name as who, t.way, t.state, t.at, t.code, t.ended_at as "endedAt",
      (select x.name from history h join staff x on h.actor_kind = 'staff' and x.id = h.actor_id
        where h.message_id = t.message_id and h.step in ('return-transfer', 'refer-transfer') and h.at = t.ended_at order by h.seq desc limit 1) as "endedBy"
      from transfers t join offices f on f.id = t.from_id join offices o on o.id = t.to_id left join staff s on s.id = t.staff_id
      where t.message_id = ${messageId} order by t.id`.execute(db),
    readWords(reader, [messageId], ['reason']),
  ]);
  const unused = [...words];
  // The reason of a step is kept under the moment of the step; each is one step's.
  const saidAt = (at: Date) => {
    const index = unused.findIndex((w) => w.ref === null && w.at.getTime() === at.getTime());
    return index < 0 ? '' : (unused.splice(index, 1)[0]?.content['words'] ?? '');
  };
  return rows.map(({ toId, toName, code, endedAt, endedBy, ...row }, index) => {
    const said = index === 0 ? '' : saidAt(row.at);
    const returned =
      row.state === 'returned' && code && endedAt
        ? { who: endedBy, at: endedAt, code, words: saidAt(endedAt) }
        : null;
    return { ...row, to: { id: toId, name: toName }, words: said, returned };
  });
}
