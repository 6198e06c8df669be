import { named, type Part } from './compose.ts';
import type { Tx } from './tx.ts';

const kept = named(`select id from pictures where message_id = $1 and state = 'kept' order by position`);

/** The pictures that hang on a message. */
export async function pictureIds(tx: Tx, messageId: number): Promise<string[]> {
  return (await tx.rows<{ id: string }>(kept, [messageId])).map((p) => p.id);
}

/** The reviewer's decision on all pictures of a message: these may be seen, the others not. */
export function reviewPictures(messageId: number, publicIds: readonly string[]): Part {
  return (bind) => `update pictures set reviewed_public = (id = any(${bind(publicIds)}::text[]))
    where message_id = ${bind(messageId)} and state = 'kept' returning id`;
}
