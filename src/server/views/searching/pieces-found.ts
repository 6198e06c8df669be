import { wantedOf } from '../../../domain/searching/search-words.ts';
import type { Db } from '../../store/db.ts';
import { cutWords } from '../../store/segment.ts';
import type { MessageFilter } from '../message-filter.ts';
import { newestFound } from './search-messages.ts';

const [shortest, mostTried, mostGiven] = [2, 8, 3];

/** What whoever found nothing could look for instead, each found somewhere: of several words each alone, of one its longest beginnings and ends. */
export async function piecesFound(
  db: Db,
  { q, filter }: { q: string; filter: MessageFilter },
): Promise<string[]> {
  const words = wantedOf(q, cutWords).groups.map(([word = '']) => word);
  const pieces = words.length > 1 ? words : words.flatMap(piecesOf).slice(0, mostTried);
  const found = await Promise.all(
    pieces.map((piece) => newestFound(db, { q: piece, filter, sort: 'time' }, 1)),
  );
  const there = [...new Set(pieces.filter((_, i) => found[i]?.length))];
  const isPart = (piece: string) => there.some((other) => other !== piece && other.includes(piece));
  return there.filter((piece) => !isPart(piece)).slice(0, mostGiven);
}

function piecesOf(word: string): string[] {
  const signs = [...word];
  const lengths = Array.from(
    { length: Math.max(0, signs.length - shortest) },
    (_, i) => signs.length - 1 - i,
  );
  return lengths.flatMap((length) => [signs.slice(0, length).join(''), signs.slice(-length).join('')]);
}
