import { sql } from 'kysely';
import type { Actor } from '../../../domain/actor.ts';
import type { FollowUpType } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Db } from '../../store/db.ts';
import { readWords } from '../../store/people.ts';
import { loadMessage, type MessageFacts } from '../message-facts.ts';
import { reviewerName } from './review-desk.ts';

/** A follow-up, or the words of a rating, as the review desk opens it. */
export interface WordsCase extends MessageFacts {
  what: 'follow-up' | 'rating';
  id: number;
  title: string;
  /** The public text of the message they belong to; null where that is not public. */
  shown: { title: string; body: string; place: string } | null;
  /** The words as written; null once they were reviewed. */
  original: string | null;
  type: FollowUpType | null;
  rating: { solved: number; attitude: number; speed: number; settled: boolean | null } | null;
  at: Date;
  verdict: 'awaiting-review' | 'public' | 'private' | 'rejected';
  reviewedBy: string | null;
  reviewedAt: Date | null;
}

type Row = Pick<WordsCase, 'type' | 'rating' | 'at' | 'verdict' | 'reviewedBy' | 'reviewedAt'> & {
  code: string;
};

/** The words for a reviewer; refuses whoever does not review, and tells who decided once somebody has. */
export async function wordsCase(
  db: Db,
  of: { kind: 'follow-up' | 'rating'; id: number; code: string },
  actor: Actor,
): Promise<WordsCase> {
  const reader = reviewerName(actor);
  const { rows } = await rowOf(of).execute(db);
  const [row] = rows;
  if (!row) throw new Refusal('not-found');
  const message = await loadMessage(db, of.code);
  if (!message) throw new Refusal('not-found');
  const open = row.verdict === 'awaiting-review';
  const words = await readWords(reader, [message.id], [of.kind, 'original', 'published']);
  const title = words.findLast((w) => w.what === 'original' || w.what === 'published')?.content['title'];
  const { code: _, ...rest } = row;
  return {
    ...message.facts,
    ...rest,
    what: of.kind,
    id: of.id,
    title: message.text?.title ?? title ?? '',
    shown: message.text,
    original: open
      ? (words.findLast((w) => w.what === of.kind && w.ref === of.id)?.content['text'] ?? '')
      : null,
  };
}

function rowOf({ kind, id, code }: { kind: 'follow-up' | 'rating'; id: number; code: string }) {
  return kind === 'follow-up'
    ? sql<Row>`select m.code, f.type, null as rating, f.at, f.state as verdict, s.name as "reviewedBy", f.reviewed_at as "reviewedAt"
        from follow_ups f join messages m on m.id = f.message_id left join staff s on s.id = f.reviewed_by where f.id = ${id} and m.code = ${code}`
    : sql<Row>`select m.code, null as type, jsonb_build_object('solved', g.solved, 'attitude', g.attitude, 'speed', g.speed, 'settled', g.settled) as rating,
        g.at, g.words_state as verdict, s.name as "reviewedBy", g.reviewed_at as "reviewedAt"
        from ratings g join messages m on m.id = g.message_id left join staff s on s.id = g.reviewed_by where g.id = ${id} and m.code = ${code} and g.words_state <> 'none'`;
}
