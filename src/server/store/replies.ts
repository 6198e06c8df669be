import { named } from './compose.ts';
import type { Tx } from './tx.ts';

/** A drafted reply, without its words. */
export interface ReplyRow {
  id: number;
  type: 'interim' | 'final';
  state: 'draft' | 'sent-back' | 'published' | 'superseded';
  unitName: string;
  draftedBy: number | null;
}

const one = named(
  `select id, type, state, unit_name as "unitName", drafted_by as "draftedBy" from replies where id = $1 and message_id = $2`,
);

/** One reply of this message. */
export async function draftOf(tx: Tx, messageId: number, replyId: number): Promise<ReplyRow | undefined> {
  return (await tx.rows<ReplyRow>(one, [replyId, messageId]))[0];
}

const drafter = named(
  `select drafted_by as "draftedBy" from replies where message_id = $1 and type = 'final' and state = 'published' order by published_at desc limit 1`,
);

/** Who drafted the latest published answer; undefined before any. */
export async function lastDrafter(tx: Tx, messageId: number): Promise<number | null | undefined> {
  return (await tx.rows<{ draftedBy: number | null }>(drafter, [messageId]))[0]?.draftedBy;
}
