import { sql } from 'kysely';
import type { ReplyFinding } from '../../../domain/reply-checks/finding.ts';
import type { Db } from '../../store/db.ts';

/** A reply as the desk sees it, drafts included. */
export interface DeskReply {
  id: number;
  type: 'interim' | 'final';
  state: 'draft' | 'sent-back' | 'published' | 'superseded' | 'applied';
  unit: string;
  text: string;
  draftedBy: { id: number; name: string } | null;
  draftedAt: Date;
  decidedBy: string | null;
  publishedAt: Date | null;
  /** Who signed it so far, in order, and how many it needs. */
  signatures: { id: number; name: string; at: Date }[];
  needed: number;
  /** It corrects that published reply: why, and what is covered in the old text. */
  correctsId: number | null;
  why: string | null;
  blackOut: string[];
  /** What a look at it finds beside the message; of drafts only. */
  findings: ReplyFinding[];
  /** Why its drafter sent it all the same. */
  despite: string | null;
  /** Why it was sent back. */
  backWords: string | null;
}

/** A reply as the board keeps it: without the words that lie in private. */
export type KeptReply = Omit<
  DeskReply,
  'text' | 'backWords' | 'despite' | 'findings' | 'why' | 'blackOut'
> & { text: string | null };

/** All replies of a message, oldest first; text is null where it lies in private words. */
export async function deskReplies(
  db: Db,
  messageId: number,
): Promise<
  (Omit<DeskReply, 'text' | 'backWords' | 'despite' | 'findings' | 'why' | 'blackOut'> & {
    text: string | null;
  })[]
> {
  const { rows } = await sql<{
    id: number;
    type: 'interim' | 'final';
    state: DeskReply['state'];
    unit: string;
    text: string | null;
    drafter: string | null;
    drafted_by: number | null;
    drafted_at: Date;
    decider: string | null;
    published_at: Date | null;
    needed: number;
    corrects_id: number | null;
    signatures: { id: number; name: string; at: string }[];
  }>`
    select a.id, a.type, a.state, a.unit_name as unit, a.text, d.name as drafter, a.drafted_by, a.drafted_at, e.name as decider, a.published_at, a.needed, a.corrects_id,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'at', g.at) order by g.at, s.id) from signatures g join staff s on s.id = g.staff_id where g.reply_id = a.id), '[]') as signatures
    from replies a left join staff d on d.id = a.drafted_by left join staff e on e.id = a.decided_by where a.message_id = ${messageId} order by a.drafted_at, a.id`.execute(
    db,
  );
  return rows.map((r) => ({
    id: r.id,
    type: r.type,
    state: r.state,
    unit: r.unit,
    text: r.text,
    draftedBy: r.drafted_by === null ? null : { id: r.drafted_by, name: r.drafter ?? '' },
    draftedAt: r.drafted_at,
    decidedBy: r.decider,
    publishedAt: r.published_at,
    needed: r.needed,
    correctsId: r.corrects_id,
    signatures: r.signatures.map((each) => ({ ...each, at: new Date(each.at) })),
  }));
}
