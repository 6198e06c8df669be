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
] as const;
export type OpenField = (typeof openFields)[number][0];

/** One public message as the open data have it. */
export type OpenMessage = Record<OpenField, string | number | null>;

/** Formats of the files. */
export const openFormats = ['csv', 'ndjson'] as const;
export type OpenFormat = (typeof openFormats)[number];

/** A piece of a month's file: CSV with its header in the first piece (UTF-8 with a byte order mark, so that Excel reads Chinese), or one JSON object a line. */
export function writePiece(format: OpenFormat, messages: readonly OpenMessage[], first: boolean): string {
  if (format === 'ndjson') return messages.map((message) => `${JSON.stringify(message)}\n`).join('');
  const names = openFields.map(([name]) => name);
  const rows = messages.map((message) => names.map((name) => message[name] ?? ''));
  return first ? `\u{feff}${csv([names, ...rows])}` : csv(rows);
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

/** The description for machines (Frictionless Data Package) of the files of one day. */
export function dataPackage(
  files: readonly { name: string; format: OpenFormat; bytes: number }[],
  builtOn: string,
) {
  return {
    ...{ profile: 'tabular-data-package', name: 'huiyin-public-messages', created: builtOn },
    title: 'Public messages to leaders and their answers',
    description: 'Made once a day; what is no longer public is gone from the next day on.',
    licenses: [openLicence],
    resources: files.map(({ name, format, bytes }) => ({
      ...{ name: name.replace(/\W+/g, '-'), path: name, format, bytes, encoding: 'utf-8' },
      mediatype: format === 'csv' ? 'text/csv' : 'application/x-ndjson',
      schema: {
        fields: openFields.map(([field, type, description]) => ({ name: field, type, description })),
        primaryKey: 'code',
      },
    })),
  };
}
