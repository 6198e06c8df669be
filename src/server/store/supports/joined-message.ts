import type { JoinedMessage } from '../../../domain/joining-in.ts';
import { named } from '../compose.ts';
import { alone } from '../tx.ts';

const find = named('select id, author_id as "authorId", publication from messages where code = $1');

/** What of a message counts for those who support or follow it; undefined when there is none. */
export async function joinedMessage(code: string): Promise<JoinedMessage | undefined> {
  return (await alone.rows<JoinedMessage>(find, [code]))[0];
}
