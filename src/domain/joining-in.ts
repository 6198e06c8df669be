import type { Actor } from './actor.ts';
import { allows, type Relation } from './policy.ts';
import { Refusal } from './refusal.ts';
import type { Publication } from './status.ts';
import { isPublic } from './visibility.ts';

/** What of a message counts for those who say “this happened to me too”, or want to hear how it goes on. */
export interface JoinedMessage {
  id: number;
  authorId: number | null;
  publication: Publication;
}

/** How many messages one account follows at most, and how many leaders, places and topics: each of these may send a digest a day. */
export const mostFollows = { messages: 300, others: 30 } as const;

/** A citizen, who alone supports and follows; refuses everybody else, whether or not there is such a message. */
export function citizenJoining(actor: Actor): number {
  if (actor.kind === 'visitor') throw new Refusal('sign-in-needed');
  if (actor.kind !== 'citizen') throw new Refusal('not-allowed');
  return actor.citizenId;
}

/** Refuses whoever may not do this with the message; a hidden one is not there for a stranger. */
export function checkJoining(
  act: 'support' | 'follow',
  citizenId: number,
  message: JoinedMessage | undefined,
): asserts message is JoinedMessage {
  const isAuthor = message !== undefined && message.authorId === citizenId;
  if (!message || (!isAuthor && !isPublic(message.publication))) throw new Refusal('not-found');
  if (!isPublic(message.publication)) throw new Refusal('wrong-state');
  const relations = new Set<Relation>(['anybody', isAuthor ? 'author' : 'citizen']);
  if (!allows(act, relations)) throw new Refusal('own-support');
}
