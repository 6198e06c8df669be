import type { MarkKind } from '../../domain/marks.ts';
import { alone, type Tx } from './tx.ts';
import { named } from './compose.ts';

/** A mark on a message, as far as deciding on it needs it. */
export interface MarkRow {
  id: number;
  what: MarkKind;
  state: 'proposed' | 'in-force' | 'declined' | 'ended';
  replyId: number | null;
  proposedBy: number;
  /** In force, and of guidance: of the latest answer, and found by its words. */
  holds: boolean;
}

const latest = `(select a.id from replies a where a.message_id = k.message_id and a.type = 'final' and a.state = 'published' order by a.published_at desc, a.id desc limit 1)`;

const open = named(
  `select k.id, k.what, k.state, k.reply_id as "replyId", k.proposed_by as "proposedBy",
    k.state = 'in-force' and (k.what = 'adopted' or (k.search is not null and k.reply_id = ${latest})) as holds
  from marks k where k.message_id = $1 and k.state in ('proposed', 'in-force') order by k.id`,
);

/** The marks that are proposed or in force on a message. */
export async function openMarks(tx: Tx, messageId: number): Promise<MarkRow[]> {
  return tx.rows<MarkRow>(open, [messageId]);
}

const answer = named(
  `select id, text from replies where message_id = $1 and type = 'final' and state = 'published' order by published_at desc, id desc limit 1`,
);

/** The latest published answer of a message; undefined before any. */
export async function latestAnswer(
  tx: Tx,
  messageId: number,
): Promise<{ id: number; text: string | null } | undefined> {
  return (await tx.rows<{ id: number; text: string | null }>(answer, [messageId]))[0];
}

const offered = named(
  `insert into guidance_offers (mark_id, outcome, at) select k.id, $2, $3 from marks k join messages m on m.id = k.message_id
  where m.code = any ($1) and k.what = 'guidance' and k.state = 'in-force' returning id`,
);

/** Counts what became of guidance that somebody was shown before sending; nothing of the person is kept. */
export async function countOffers(
  codes: readonly string[],
  outcome: 'offered' | 'helped' | 'went-on',
  now: Date,
): Promise<number> {
  return (await alone.rows(offered, [codes, outcome, now])).length;
}
