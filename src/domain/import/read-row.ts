import { limits } from '../message.ts';
import type { PublicText } from '../redaction.ts';
import { countGraphemes } from '../text.ts';
import type { ImportMap } from './import-map.ts';
import { maskPersonal } from './mask-personal.ts';
import { readSourceTime } from './source-time.ts';
import { cleanLine, cleanLines, decodeCell } from './tidy-cell.ts';

/** A row as it stands in the file: the line on which it begins and its cells by column, or what is broken about it. */
export type SourceRow = { line: number } & ({ cells: Readonly<Record<string, string>> } | { fault: string });

/** A row whose words and dates are read; where it belongs is not decided yet. */
export interface ReadRow {
  line: number;
  id: string;
  author: string;
  /** What everybody may read. */
  text: PublicText;
  /** The words before numbers of persons were taken out; null where nothing was. */
  original: PublicText | null;
  receivedAt: Date;
  reply: { text: string; original: string | null; at: Date } | null;
  /** Longer than what the door takes today; kept whole. */
  overLimits: boolean;
  /** HTML codes, odd blanks or invisible characters were made plain. */
  normalised: boolean;
  /** How many numbers of persons were taken out of the public words. */
  masked: number;
  /** The cells in plain words, for the rules of the map. */
  cells: Readonly<Record<string, string>>;
}

/** Reads one row by the map, or says why it cannot become a message. */
export function readRow(row: SourceRow, map: ImportMap, now: Date): ReadRow | { fault: string } {
  if ('fault' in row) return { fault: row.fault };
  const { columns } = map;
  const cell = (column: string | undefined): string =>
    column === undefined ? '' : (row.cells[column] ?? '');
  const id = cleanLine(cell(columns.id));
  if (id === '') return { fault: `${columns.id} is empty` };
  const receivedAt = pastTime(cell(columns.receivedAt), now);
  if (!receivedAt) return { fault: timeFault(columns.receivedAt, cell(columns.receivedAt)) };
  const decoded = { title: decodeCell(cell(columns.title)), body: decodeCell(cell(columns.body)) };
  const whole = {
    title: cleanLine(decoded.title),
    body: cleanLines(decoded.body),
    place: cleanLine(decodeCell(cell(columns.place))),
  };
  if (whole.title === '') return { fault: `${columns.title} is empty` };
  if (whole.body === '') return { fault: `${columns.body} is empty` };
  const reply = readReply(cell(columns.reply), cell(columns.repliedAt), now);
  if (reply === 'undated') return { fault: timeFault(columns.repliedAt ?? '', cell(columns.repliedAt)) };
  const masked = maskAll(whole);
  return {
    ...{ line: row.line, id, author: cleanLine(cell(columns.author)), receivedAt },
    text: masked.text,
    original: masked.count > 0 ? whole : null,
    reply: reply && { text: reply.text, original: reply.original, at: reply.at },
    overLimits: isLonger(decoded.title, limits.title) || isLonger(decoded.body, limits.body),
    normalised: isNormalised([columns.title, columns.body, columns.reply, columns.place].map(cell), [
      whole,
      reply,
    ]),
    masked: masked.count + (reply?.masked ?? 0),
    cells: plainCells(row.cells, map, { whole, reply: reply?.original ?? reply?.text ?? '' }),
  };
}

// Before this no board of the kind existed: such a date is a slip.
const earliest = Date.UTC(1990, 0, 1);

function pastTime(cell: string, now: Date): Date | undefined {
  const at = readSourceTime(cell);
  return at && at.getTime() >= earliest && at <= now ? at : undefined;
}

function timeFault(column: string, cell: string): string {
  if (cell.trim() === '') return `${column} is empty`;
  const past = readSourceTime(cell) ? 'lies in the future or before 1990' : 'is no date';
  return `${column} “${cell.trim().slice(0, 30)}” ${past}`;
}

type ReadReply = { text: string; original: string | null; at: Date; masked: number };

function readReply(words: string, time: string, now: Date): ReadReply | 'undated' | null {
  const whole = cleanLines(decodeCell(words));
  if (whole === '') return null;
  const at = pastTime(time, now);
  if (!at) return 'undated';
  const { text, count } = maskPersonal(whole);
  return { text, original: count > 0 ? whole : null, at, masked: count };
}

function maskAll(whole: PublicText): { text: PublicText; count: number } {
  const [title, body, place] = [whole.title, whole.body, whole.place].map(maskPersonal);
  const text = { title: title?.text ?? '', body: body?.text ?? '', place: place?.text ?? '' };
  return { text, count: (title?.count ?? 0) + (body?.count ?? 0) + (place?.count ?? 0) };
}

// A text has at most as many graphemes as code units: most need no cutting.
function isLonger(text: string, most: number): boolean {
  return text.length > most && countGraphemes(text) > most;
}

function isNormalised(raw: string[], [whole, reply]: [PublicText, ReadReply | null]): boolean {
  const plain = [whole.title, whole.body, reply?.original ?? reply?.text ?? '', whole.place];
  return raw.some((cell, at) => cell.trim().replace(/\r\n?/g, '\n') !== plain[at]);
}

function plainCells(
  cells: Readonly<Record<string, string>>,
  { columns }: ImportMap,
  { whole, reply }: { whole: PublicText; reply: string },
): Record<string, string> {
  const plain = Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, cell.trim()]));
  Object.assign(plain, { [columns.title]: whole.title, [columns.body]: whole.body });
  if (columns.reply) plain[columns.reply] = reply;
  return plain;
}
