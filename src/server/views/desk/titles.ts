import type { Actor } from '../../../domain/actor.ts';
import { sightOf } from '../../../domain/visibility.ts';
import { readWords } from '../../store/people.ts';
import type { LoadedMessage } from '../message-facts.ts';

/** The titles of messages for this reader: the public one, or the original where there is none and the reader may see it; by id. */
export async function titlesFor(
  actor: Actor,
  messages: readonly LoadedMessage[],
): Promise<ReadonlyMap<number, string>> {
  const staffId = actor.kind === 'staff' ? actor.staffId : 0;
  const hidden = messages.filter((m) => !m.text && sightOf(actor, m.matter).original).map((m) => m.id);
  const words = await readWords(`staff:${staffId}`, hidden, ['original', 'published']);
  return new Map(
    messages.map((m) => [
      m.id,
      m.text?.title ?? words.findLast((w) => w.messageId === m.id)?.content['title'] ?? '',
    ]),
  );
}
