import { app } from './db.ts';

/** The public code of a message; undefined when there is no such message. */
export async function codeOf(messageId: number): Promise<string | undefined> {
  return (await app().selectFrom('messages').select('code').where('id', '=', messageId).executeTakeFirst())
    ?.code;
}
