import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { SourceRow } from '../../domain/import/read-row.ts';
import { BrokenFile, decodedText, type SourceFile } from './source-file.ts';

interface Parsed {
  info: { lines: number };
  record: string[];
}

/** A file looked through to its end: its columns, and how many rows follow. */
export interface Survey {
  header: string[];
  rows: number;
}

/** Reads the whole file once, so that a broken one is found before anything is imported. */
export async function surveyCsv(file: SourceFile, delimiter: string): Promise<Survey> {
  const survey: Survey = { header: [], rows: -1 };
  for await (const { record } of records(file, delimiter)) {
    if (survey.rows === -1) survey.header = headerOf(record);
    survey.rows += 1;
  }
  if (survey.rows === -1) throw new BrokenFile(`${file.path} is empty.`);
  return survey;
}

/** The rows after the first line, each with the line on which it begins. */
export async function* readCsv(file: SourceFile, delimiter: string): AsyncIterable<SourceRow> {
  let header: string[] | undefined;
  for await (const { info, record } of records(file, delimiter)) {
    if (header) yield rowOf(header, record, startOf(info.lines, record));
    else header = headerOf(record);
  }
}

async function* records(file: SourceFile, delimiter: string): AsyncIterable<Parsed> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const fed = pipeline(Readable.from(withPlainBreaks(decodedText(file))), parser);
  // Whoever stops reading early ends the pipeline; that is no fault.
  fed.catch(() => {});
  try {
    for await (const parsed of parser) yield parsed as Parsed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BrokenFile(`${file.path} is no proper CSV: ${error.message}. Nothing of it was imported.`, {
      cause: error,
    });
  }
}

// The parser counts a CRLF inside quotes as two lines; with LF alone its count is a person's.
async function* withPlainBreaks(text: AsyncIterable<string>): AsyncIterable<string> {
  let held = '';
  for await (const piece of text) {
    const whole = held + piece;
    held = whole.endsWith('\r') ? '\r' : '';
    yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
  }
  yield held && '\n';
}

function headerOf(record: string[]): string[] {
  const names = record.map((name) => name.trim());
  while (names.at(-1) === '') names.pop();
  return names;
}

function rowOf(header: readonly string[], record: string[], line: number): SourceRow {
  const extra = record.slice(header.length).some((cell) => cell.trim() !== '');
  if (record.length < header.length || extra) {
    return { line, fault: `${record.length} cells where the first line has ${header.length} columns` };
  }
  return { line, cells: Object.fromEntries(header.map((name, at) => [name, record[at] ?? ''])) };
}

// The parser counts the line on which a row ends.
function startOf(lastLine: number, record: readonly string[]): number {
  return lastLine - record.reduce((breaks, cell) => breaks + (cell.split('\n').length - 1), 0);
}
