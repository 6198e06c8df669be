import type { Actor } from '../../../domain/actor.ts';
import { asSearcher, readSearch, type SoughtKind } from '../../../domain/searching/sought.ts';
import { recordReveals } from '../../store/people.ts';
import { findMessages } from '../../store/searching/find-messages.ts';

/** A page of messages that were found by words in their private texts. */
export interface FoundPage {
  items: { id: number; code: string; in: SoughtKind[] }[];
  more: boolean;
}

/** How many messages one search shows. */
export const foundOnPage = 20;
const lastPage = 50;

/**
 * Finds messages by words in texts that are not public, among those that this member of staff may read in full. That they
 * were shown is written down first, with the words under the key of each message.
 */
export async function searchMessages(
  typed: string,
  page: number,
  actor: Actor,
  now: Date,
): Promise<FoundPage> {
  const searcher = asSearcher(actor);
  const text = readSearch(typed);
  const offset = Math.min(Math.max(page, 0), lastPage) * foundOnPage;
  const found = await findMessages(searcher, { text, limit: foundOnPage + 1, offset }, now);
  const shown = found.slice(0, foundOnPage);
  const { staffId } = searcher;
  await recordReveals(
    `staff:${staffId}`,
    shown.map(({ id, key }) => ({
      ...{ messageId: id, key, staffId, what: 'words', reason: text, way: 'search', at: now },
    })),
  );
  return {
    items: shown.map(({ id, code, in: kinds }) => ({ id, code, in: kinds })),
    more: found.length > foundOnPage,
  };
}
