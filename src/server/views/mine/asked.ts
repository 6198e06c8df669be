import type { Db } from '../../store/db.ts';
import type { OpenWords } from '../../store/people.ts';

/** What the office asks of the author, and until when it waits. */
export interface AskedOfAuthor {
  text: string;
  until: Date;
}

/** Until when the promise was put off, with the reason. */
export interface Extended {
  text: string;
  to: Date;
}

/** What the office asks for, while the promise waits. */
export async function openAsking(
  db: Db,
  messageId: number,
  words: readonly OpenWords[],
): Promise<AskedOfAuthor | null> {
  const pause = await db
    .selectFrom('pauses')
    .select(['id', 'until_at'])
    .where('message_id', '=', messageId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const text = pause && words.find((w) => w.what === 'asked' && w.ref === pause.id)?.content['text'];
  return pause ? { text: text ?? '', until: pause.until_at } : null;
}

/** The last time that the promise was put off, and why. */
export async function lastExtension(
  db: Db,
  messageId: number,
  words: readonly OpenWords[],
): Promise<Extended | null> {
  const granted = await db
    .selectFrom('extensions')
    .select(['id', 'wanted_at'])
    .where('message_id', '=', messageId)
    .where('state', '=', 'granted')
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const text = granted && words.find((w) => w.what === 'extension' && w.ref === granted.id)?.content['text'];
  return granted ? { text: text ?? '', to: granted.wanted_at } : null;
}
