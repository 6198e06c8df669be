import type { PublicText } from '../../domain/redaction.ts';
import { app } from './db.ts';
import { readWords } from './people.ts';

/** The writer's words as they stand now: the latest original, or the public text where it says the same. */
export async function originalOf(reader: string, messageId: number): Promise<PublicText> {
  const kept = (await readWords(reader, [messageId], ['original'])).at(-1)?.content;
  if (kept) return { title: kept['title'] ?? '', body: kept['body'] ?? '', place: kept['place'] ?? '' };
  const row = await app()
    .selectFrom('messages')
    .select(['title', 'body', 'place'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (row?.title != null) return { title: row.title, body: row.body ?? '', place: row.place ?? '' };
  const [hidden] = (await readWords(reader, [messageId], ['published'])).slice(-1);
  return {
    title: hidden?.content['title'] ?? '',
    body: hidden?.content['body'] ?? '',
    place: hidden?.content['place'] ?? '',
  };
}
