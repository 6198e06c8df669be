import type { MessageFilter } from '#server/views/message-filter.ts';
import type { Words } from '#ui/words/words.ts';

/** How a list calls what it shows by standing. */
export function statusName(status: NonNullable<MessageFilter['status']>, w: Words): string {
  return status === 'ended' ? w.lists.ended : w.message.state[status];
}
