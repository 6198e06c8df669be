import type { Actor } from '../../../../domain/actor.ts';
import { isInConflict } from '../../../../domain/conflict.ts';
import { relationsToInstruction, suggestedDays } from '../../../../domain/instructing.ts';
import { allows, type Relation } from '../../../../domain/policy.ts';
import { relationsTo } from '../../../../domain/relations.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { isPublic } from '../../../../domain/visibility.ts';
import type { Db } from '../../../store/db.ts';
import { instructionDraft } from '../../../store/instruction-drafts.ts';
import { knownCalendar } from '../../../store/known-calendar.ts';
import { originalOf } from '../../../store/original.ts';
import { readWords } from '../../../store/people.ts';
import { loadMessage, type MessageFacts } from '../../message-facts.ts';
import { voicesOf, type Voices } from '../../message-voices.ts';
import { type Candidate, instructable } from './instructable.ts';
import { instructionThread, type ThreadInstruction } from './instruction-thread.ts';
import { threadRows } from './thread-rows.ts';

/** A message as the holder of a post, a deputy or a unit that is instructed reads it: never a phone, never a real name. */
export interface InstructedMessage extends MessageFacts {
  shown: { title: string; body: string; place: string } | null;
  /** As written, where it differs and this reader may see it. */
  original: { title: string; body: string; place: string } | null;
  replies: Voices['replies'];
  ratings: Voices['ratings'];
  thread: ThreadInstruction[];
  mayInstruct: boolean;
  /** What the post was writing. */
  draft: { to: readonly string[]; words: string; reportOn: string; by: string; at: Date } | null;
}

/** The message with its thread of instructions for whoever has a part in them; 404 for others. */
export async function instructedMessage(db: Db, code: string, actor: Actor): Promise<InstructedMessage> {
  if (actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  const message = await loadMessage(db, code);
  if (!message || isInConflict(actor, message.matter.conflicts)) throw new Refusal('not-found');
  const rows = await threadRows(db, message.id);
  const relations = new Set<Relation>([
    ...relationsTo(actor, message.matter),
    ...rows.flatMap((row) => [...relationsToInstruction(actor, row)]),
  ]);
  if (!allows('read instructions', relations)) throw new Refusal('not-found');
  const reader = `staff:${actor.staffId}`;
  const original = allows('read original', relations) ? await originalOf(reader, message.id) : null;
  const shown = isPublic(message.facts.state.publication) ? message.text : null;
  const [voices, words, thread] = await Promise.all([
    voicesOf(db, message.id),
    original ? readWords(reader, [message.id], ['reply']) : [],
    instructionThread(db, code, actor),
  ]);
  const differs = original && JSON.stringify(original) !== JSON.stringify(shown);
  return {
    ...message.facts,
    shown,
    original: differs ? original : null,
    replies: (shown || original ? voices.replies : []).map((reply) => ({
      ...reply,
      text: reply.text ?? words.find((w) => w.ref === reply.id)?.content['text'] ?? '',
    })),
    ratings: voices.ratings,
    thread,
    mayInstruct: allows('instruct', relations),
    draft:
      (allows('instruct', relations) && (await instructionDraft(message.id, message.facts.leader.id))) ||
      null,
  };
}

/** What the form of an instruction offers: to whom, and by when. */
export interface InstructionChoices {
  candidates: Candidate[];
  days: string[];
}

/** The choices for an instruction of this post on a message. */
export async function instructionChoices(
  db: Db,
  of: { code: string; postId: number; find: string },
  now: Date,
): Promise<InstructionChoices> {
  const message = await loadMessage(db, of.code);
  if (!message) throw new Refusal('not-found');
  const [candidates, calendar] = await Promise.all([
    instructable(db, message, { postId: of.postId, find: of.find }),
    knownCalendar(now),
  ]);
  return { candidates, days: suggestedDays(now, calendar) };
}
