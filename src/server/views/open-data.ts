import { sql } from 'kysely';
import type { OpenContent } from '../../domain/open-data/data-package.ts';
import type { OpenFormat } from '../../domain/open-data/open-message.ts';
import type { Db } from '../store/db.ts';

/** One file of the public data: the messages of a month, or the numbers of the day, in one format. */
export interface OpenFile {
  content: OpenContent;
  month: string;
  format: OpenFormat;
  messages: number;
  bytes: number;
}

/** The files that everybody gets now, newest month first; null: none were made yet. */
export async function openFiles(db: Db): Promise<{ builtOn: string; files: OpenFile[] } | null> {
  const { rows } = await sql<OpenFile & { builtOn: string }>`
    select p.built_on as "builtOn", p.content, p.month, p.format, sum(p.messages)::bigint as messages, sum(p.bytes)::bigint as bytes
    from open_data_pieces p where p.built_on = (${latest}) group by 1, 2, 3, 4 order by p.content desc, p.month desc, p.format`.execute(
    db,
  );
  const files = rows.map(({ content, month, format, messages, bytes }) => ({
    ...{ content, month, format, messages: Number(messages), bytes: Number(bytes) },
  }));
  return rows[0] ? { builtOn: rows[0].builtOn, files } : null;
}

const latest = sql`select max(b.built_on) from open_data_builds b where b.finished_at is not null`;

/** The keys of the pieces of one file, in their order; empty: there is no such file. */
export async function pieceKeys(
  db: Db,
  of: { month: string; format: OpenFormat } | { content: 'numbers'; format: OpenFormat },
): Promise<{ key: string; bytes: number }[]> {
  const { rows } = await sql<{ key: string; bytes: number }>`
    select p.file_key as key, p.bytes from open_data_pieces p
    where p.built_on = (${latest}) and ${'month' in of ? sql`p.content = 'messages' and p.month = ${of.month}::date` : sql`p.content = 'numbers'`} and p.format = ${of.format} order by p.part`.execute(
    db,
  );
  return rows.map(({ key, bytes }) => ({ key, bytes: Number(bytes) }));
}
