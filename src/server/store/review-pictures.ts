import { named } from './compose.ts';
import { isOneOfFew, type SetPart } from './sets.ts';
import type { Tx } from './tx.ts';

const kept = named(`select id from pictures where message_id = $1 and state = 'kept' order by position`);

/** The pictures that hang on a message. */
export async function pictureIds(tx: Tx, messageId: number): Promise<string[]> {
  return (await tx.rows<{ id: string }>(kept, [messageId])).map((p) => p.id);
}

/** The reviewer's decision on all pictures of a message: these may be seen, the others not. */
export function reviewPictures(messageId: number, publicIds: readonly string[]): SetPart {
  return {
    name: 'pictured',
    columns: '(message bigint, shown text[])',
    text: `update pictures p set reviewed_public = (p.id = any (e.shown)) from each_pictured e where p.message_id = e.message and ${isOneOfFew('e.message')} and p.state = 'kept' returning p.id`,
    rows: [{ message: messageId, shown: publicIds }],
  };
}
