import { type RawBuilder, sql } from 'kysely';
import type { FollowUpType } from '../../domain/message.ts';
import type { Db } from '../store/db.ts';

/** A published official reply. */
export interface ShownReply {
  id: number;
  type: 'interim' | 'final';
  unit: string;
  text: string;
  at: Date;
  /** Joint units that it does not wait for, with the superior’s leave. */
  waived: string[];
  /** What stood there before, latest first; text is null where it lies in private words. */
  corrections: ReplyCorrection[];
}

/** A reply as it stood before it was corrected, with what was covered in it. */
export interface ReplyCorrection {
  id: number;
  at: Date;
  oldText: string | null;
  blackedOut: number;
}

/** A follow-up; text is null while it waits for review or is kept back. */
export interface ShownFollowUp {
  id: number;
  type: FollowUpType;
  state: 'awaiting-review' | 'public' | 'private' | 'rejected';
  text: string | null;
  at: Date;
}

/** What the citizen said of one answer; words only once they were reviewed. */
export interface ShownRating {
  id: number;
  round: number;
  solved: number;
  attitude: number;
  speed: number;
  settled: boolean | null;
  words: string | null;
  wordsState: string;
  at: Date;
}

/** Everything that was said on a message in public. */
export interface Voices {
  replies: ShownReply[];
  followUps: ShownFollowUp[];
  ratings: ShownRating[];
}

/** The published replies, follow-ups and ratings of a message, in the order of time, in one round trip. */
export async function voicesOf(db: Db, messageId: number): Promise<Voices> {
  const { rows } = await sql<Voices>`select ${voiceColumns(sql`${messageId}`)}`.execute(db);
  return datedVoices(rows[0] as Voices);
}

/** The same as columns, for a message of which more is read; their times are dated by `datedVoices`. */
export function voiceColumns(messageId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    coalesce((select json_agg(json_build_object('id', a.id, 'type', a.type, 'unit', a.unit_name, 'text', a.text, 'at', a.published_at, 'waived', to_json(a.waived_units),
      'corrections', coalesce((select json_agg(json_build_object('id', c.id, 'at', c.published_at, 'oldText', c.old_text, 'blackedOut', c.blacked_out) order by c.published_at desc, c.id desc)
        from replies c where c.corrects_id = a.id and c.state = 'applied'), '[]')) order by a.published_at)
      from replies a where a.message_id = ${messageId} and a.state = 'published'), '[]') as replies,
    coalesce((select json_agg(json_build_object('id', f.id, 'type', f.type, 'state', f.state, 'text', f.text, 'at', f.at) order by f.at)
      from follow_ups f where f.message_id = ${messageId}), '[]') as "followUps",
    coalesce((select json_agg(json_build_object('id', g.id, 'round', g.round, 'solved', g.solved, 'attitude', g.attitude, 'speed', g.speed, 'settled', g.settled,
      'words', g.words, 'wordsState', g.words_state, 'at', g.at) order by g.at) from ratings g where g.message_id = ${messageId}), '[]') as ratings`;
}

/** JSON knows no times: they are made again. */
export function datedVoices({ replies, followUps, ratings }: Voices): Voices {
  const corrected = replies.map((r) => ({ ...dated(r), corrections: r.corrections.map(dated) }));
  return { replies: corrected, followUps: followUps.map(dated), ratings: ratings.map(dated) };
}

function dated<Item extends { at: Date }>(item: Item): Item {
  return { ...item, at: new Date(item.at) };
}
