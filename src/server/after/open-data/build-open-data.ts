import { addDays, dayOf, startOf } from '../../../domain/calendar.ts';
import { openFormats, type OpenFormat, writePiece } from '../../../domain/open-data/open-message.ts';
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
  for (const month of await publishedMonths(app())) await buildMonth(files, day, month);
  await finishBuild(day, now);
  for (const key of await earlierKeys(day)) await files.remove(key);
  await dropEarlier(day);
}

async function buildMonth(files: OpenFiles, day: string, month: string): Promise<void> {
  const span = {
    from: startOf(month),
    to: startOf(`${addDays(month, 31).slice(0, 7)}-01`),
    most: mostInPiece,
  };
  let after: OpenCursor | null = null;
  for (let part = 1; ; part += 1) {
    const { messages, next } = await openMessages(app(), { ...span, after });
    if (messages.length > 0)
      for (const format of openFormats) {
        const bytes = Buffer.from(writePiece(format, messages, part === 1));
        const key = keyOf({ day, month, part, format });
        await files.put(key, bytes);
        await keepPiece(day, { month, format, part, key, messages: messages.length, bytes: bytes.length });
      }
    if (!next) return;
    after = next;
  }
}

function keyOf(of: { day: string; month: string; part: number; format: OpenFormat }): string {
  const digits = (text: string) => text.replaceAll('-', '');
  return `opendata${digits(of.day)}m${digits(of.month)}p${String(of.part).padStart(6, '0')}.${of.format}`;
}
