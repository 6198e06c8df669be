import { csv } from '../auditing/csv.ts';

/** A field of the open data: its name, its type (Frictionless), and what it is. */
export const openFields = [
  ['code', 'string', 'Public number of the message'],
  ['published_at', 'datetime', 'When everybody could read it (UTC)'],
  ['kind', 'string', 'suggestion, consultation, complaint, help or thanks'],
  ['topic_id', 'integer', 'Topic, as in /api/v1/topics'],
  ['topic', 'string', 'Its name'],
  ['region_code', 'string', 'Place by GB/T 2260; empty for ministries'],
  ['region', 'string', 'Its name'],
  ['leader_id', 'integer', 'Post that was written to, as in /api/v1/leaders'],
  ['leader', 'string', 'Its name'],
  ['source', 'string', 'Where it came in'],
  ['title', 'string', 'Public title'],
  ['body', 'string', 'Public text, what was redacted left out'],
  ['standing', 'string', 'waiting, in-progress, answered or ended, when the file was made'],
  ['answered_at', 'datetime', 'When the latest final answer was published (UTC)'],
  ['answer_unit', 'string', 'The unit that the answer names'],
  ['answer', 'string', 'Public text of the latest final answer'],
  ['office_id', 'integer', 'Office that answers for it, as in /offices'],
  ['office', 'string', 'Its name'],
  ['due_at', 'datetime', 'Promised time of the answer, while it is open (UTC)'],
  ['contacted_at', 'datetime', 'When the office first spoke to its author (UTC); empty for imported ones'],
  ['contact_in_time', 'boolean', 'Response rate: was that in time; empty: not counted'],
  ['first_answered_at', 'datetime', 'When the first final answer was published (UTC)'],
  ['answered_on_time', 'boolean', 'On-time rate: was that by the first date told; empty: not counted'],
  ['answer_days', 'integer', 'Working days from publication to the first answer; empty for imported ones'],
  ['settled', 'boolean', 'Solution rate: what its author says; empty: nothing'],
  ['ratings', 'integer', 'Satisfaction: how many ratings, one for each answer'],
  ['satisfied', 'integer', 'Those whose mean is above three'],
  ['rating_mean', 'number', 'Mean of the latest rating, 1 to 5'],
  ['supporters', 'integer', 'How many others met the same'],
  ['adopted', 'boolean', 'A suggestion that became a measure, as it is shown'],
] as const;
export type OpenField = (typeof openFields)[number][0];

/** One public message as the open data have it. */
export type OpenMessage = Record<OpenField, OpenCell>;
/** What stands in a field. */
export type OpenCell = string | number | boolean | Date | null;

/** Formats of the files. */
export const openFormats = ['csv', 'ndjson'] as const;
export type OpenFormat = (typeof openFormats)[number];

/** A piece of a file: CSV with its header in the first piece (UTF-8 with a byte order mark, so that Excel reads Chinese), or one JSON object a line. */
export function writePiece<Field extends string>(
  { names, format, first }: { names: readonly Field[]; format: OpenFormat; first: boolean },
  rows: readonly Readonly<Record<Field, OpenCell>>[],
): string {
  if (format === 'ndjson') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const cells = rows.map((row) => names.map((name) => cellOf(row[name])));
  return first ? `\u{feff}${csv([names, ...cells])}` : csv(cells);
}

function cellOf(value: OpenCell): string | number {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ? String(value) : (value ?? '');
}

/** The name of a month's file: messages-2026-11.csv. */
export function monthFile(month: string, format: OpenFormat): string {
  return `messages-${month.slice(0, 7)}.${format}`;
}

/** The month and format that a name of a file means; undefined for no such name. */
export function readMonthFile(name: string): { month: string; format: OpenFormat } | undefined {
  const found = /^messages-(20\d\d-(?:0[1-9]|1[0-2]))\.(csv|ndjson)$/.exec(name);
  return found ? { month: `${found[1]}-01`, format: found[2] as OpenFormat } : undefined;
}

/** What the data may be used under. */
export const openLicence = {
  name: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0',
  path: 'https://creativecommons.org/licenses/by/4.0/',
} as const;
