import { addDays, dayOf, startOf } from '../../../domain/calendar.ts';
import {
  type OpenCell,
  openFields,
  openFormats,
  type OpenFormat,
  writePiece,
} from '../../../domain/open-data/open-message.ts';
import { numberFields, type OpenNumber } from '../../../domain/open-data/open-numbers.ts';
import type { OpenContent } from '../../../domain/open-data/data-package.ts';
import { app } from '../../store/db.ts';
import {
  beginBuild,
  dropEarlier,
  earlierKeys,
  finishBuild,
  keepPiece,
  type OpenCursor,
  openMessages,
  publishedMonths,
} from '../../store/open-data.ts';
import { openNumbers } from '../../views/statistics/open-numbers.ts';

/** Where the files lie. */
export interface OpenFiles {
  put(key: string, bytes: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
}

/** So many messages are in memory at once, whatever the size of a month. */
const mostInPiece = 2_000;

/** Makes the public data of this day, month by month in pieces; only when all are there do they take the place of the day before, whose files then go. */
export async function buildOpenData(files: OpenFiles, now: Date): Promise<void> {
  const day = dayOf(now);
  await beginBuild(day, now);
  for (const month of await publishedMonths(app())) await buildMonth(files, { day, now }, month);
  await buildNumbers(files, { day, now });
  await finishBuild(day, now);
  for (const key of await earlierKeys(day)) await files.remove(key);
  await dropEarlier(day);
}

interface Build {
  day: string;
  now: Date;
}

async function buildMonth(files: OpenFiles, { day, now }: Build, month: string): Promise<void> {
  const span = {
    from: startOf(month),
    to: startOf(`${addDays(month, 31).slice(0, 7)}-01`),
    ...{ most: mostInPiece, now },
  };
  const names = openFields.map(([name]) => name);
  let after: OpenCursor | null = null;
  for (let part = 1; ; part += 1) {
    const { messages, next } = await openMessages(app(), { ...span, after });
    await put(files, { content: 'messages', day, month, part, names }, messages);
    if (!next) return;
    after = next;
  }
}

// Few enough rows that they are one piece: the tables of the country, its provinces and cities.
async function buildNumbers(files: OpenFiles, { day, now }: Build): Promise<void> {
  const rows: OpenNumber[] = [];
  for await (const some of openNumbers(app(), now)) rows.push(...some);
  const names = numberFields.map(([name]) => name);
  await put(files, { content: 'numbers', day, month: day, part: 1, names }, rows);
}

interface Piece<Field extends string> {
  content: OpenContent;
  day: string;
  month: string;
  part: number;
  names: readonly Field[];
}

async function put<Field extends string>(
  files: OpenFiles,
  { names, ...piece }: Piece<Field>,
  rows: readonly Readonly<Record<Field, OpenCell>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const { day, month, part, content } = piece;
  for (const format of openFormats) {
    const bytes = Buffer.from(writePiece({ names, format, first: part === 1 }, rows));
    const key = keyOf({ ...piece, format });
    await files.put(key, bytes);
    await keepPiece(day, { content, month, format, part, key, messages: rows.length, bytes: bytes.length });
  }
}

function keyOf(of: Omit<Piece<string>, 'names'> & { format: OpenFormat }): string {
  const digits = (text: string) => text.replaceAll('-', '');
  const what = of.content === 'numbers' ? 'n' : 'm';
  return `opendata${digits(of.day)}${what}${digits(of.month)}p${String(of.part).padStart(6, '0')}.${of.format}`;
}
