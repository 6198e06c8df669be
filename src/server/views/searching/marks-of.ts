import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import type { MessageFilter } from '../message-filter.ts';

/** What narrows a search, in the language of its index; `topics` are the sub-topics of the topic asked for, with itself. */
export function marksOf(filter: MessageFilter, topics: readonly number[]): string[] {
  const { leader, region, kind, status, pictures, adopted } = filter;
  return [
    ...(leader === undefined ? [] : [mark('p', leader)]),
    ...(region === undefined ? [] : [mark('r', region)]),
    ...(kind === undefined ? [] : [mark('k', kind)]),
    ...(topics.length === 0 ? [] : [`(${topics.map((id) => mark('t', id)).join(' | ')})`]),
    ...(status === 'waiting' || status === 'in-progress' ? [`'@o'`] : []),
    ...(pictures ? [`'@i'`] : []),
    ...(adopted ? [`'@a'`] : []),
  ];
}

/** A topic and what is below it. */
export async function topicsIn(db: Db, id: number): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select id from topics where id = ${id} or parent_id = ${id} order by id`.execute(db);
  return rows.length === 0 ? [id] : rows.map((row) => row.id);
}

function mark(what: string, value: string | number): string {
  return `'@${what}${value}'`;
}
