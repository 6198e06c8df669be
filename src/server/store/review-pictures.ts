import type { Part } from './compose.ts';

/** The reviewer's decision on all pictures of a message: these may be seen, the others not. */
export function reviewPictures(messageId: number, publicIds: readonly string[]): Part {
  return (bind) => `update pictures set reviewed_public = (id = any(${bind(publicIds)}::text[]))
    where message_id = ${bind(messageId)} and state = 'kept' returning id`;
}
