import type { PublicText } from '../../domain/redaction.ts';
import { app } from './db.ts';
import { readWords, readWordsOfEach } from './people.ts';
import { together } from './together.ts';

/** The writer's words as they stand now: the latest original, or the public text where it says the same. */
export async function originalOf(reader: string, messageId: number): Promise<PublicText> {
  const kept = await keptOf({ reader, messageId });
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

// Reviewers who give verdicts at the same moment are read to together; the wall is told who reads what, reader by reader.
const keptOf = together(
  async (asked: readonly { reader: string; messageId: number }[]): Promise<(Content | undefined)[]> => {
    const readers = [...new Set(asked.map(({ reader }) => reader))];
    const read = await readWordsOfEach(
      readers.map((reader) => ({
        reader,
        messageIds: [...new Set(asked.flatMap((each) => (each.reader === reader ? [each.messageId] : [])))],
      })),
      ['original'],
    );
    const words = new Map(readers.map((reader, n) => [reader, read[n] ?? []]));
    return asked.map(
      ({ reader, messageId }) => words.get(reader)?.findLast((w) => w.messageId === messageId)?.content,
    );
  },
);
type Content = Record<string, string>;
