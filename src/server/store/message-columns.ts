import { asHex } from './compose.ts';
import type { MessagesTable } from './schema/board.ts';
import { isOneOfFew, type SetPart } from './sets.ts';

// The database makes the standing, the worker folds the supporters: no step writes either.
type Column = Exclude<keyof MessagesTable, 'standing' | 'supporters'>;

/** How the database reads the columns of a message from JSON. */
export const columnTypes: Record<Column, string> = {
  id: 'bigint',
  code: 'text',
  post_id: 'bigint',
  region_code: 'text',
  province_code: 'text',
  city_code: 'text',
  kind: 'text',
  topic_id: 'smallint',
  urgency: 'text',
  wish: 'text',
  source: 'text',
  author_id: 'bigint',
  author_label: 'text',
  enterprise_id: 'bigint',
  title: 'text',
  body: 'text',
  place: 'text',
  picture_count: 'smallint',
  publication: 'text',
  handling: 'text',
  voice: 'text',
  attention: 'text',
  answerable_id: 'bigint',
  holder_id: 'bigint',
  next_step: 'text',
  due_at: 'timestamptz',
  first_due_at: 'timestamptz',
  due_provisional: 'boolean',
  received_at: 'timestamptz',
  published_at: 'timestamptz',
  transferred_at: 'timestamptz',
  accepted_at: 'timestamptz',
  contacted_at: 'timestamptz',
  answered_at: 'timestamptz',
  closed_at: 'timestamptz',
  closed_reason: 'text',
  answer_unit: 'text',
  reopened: 'smallint',
  questions: 'smallint',
  visit_tries: 'smallint',
  visited: 'boolean',
  import_ref: 'text',
  over_limits: 'boolean',
  paused_until: 'timestamptz',
  fast_track: 'boolean',
  adopted: 'boolean',
  first_answered_at: 'timestamptz',
  answer_days: 'smallint',
  contact_due_at: 'timestamptz',
  ratings: 'smallint',
  satisfied: 'smallint',
  original_differs: 'boolean',
  history_seq: 'integer',
  history_hash: 'bytea',
  key_id: 'text',
  wrapped_key: 'bytea',
  merged_into_id: 'bigint',
};

/** Changes some columns of one message. */
export function moveMessage(
  id: number,
  set: Readonly<Partial<Record<keyof MessagesTable, unknown>>>,
): SetPart {
  const columns = Object.keys(set).sort() as Column[];
  const row: Record<string, unknown> = { id };
  for (const column of columns) row[column] = Buffer.isBuffer(set[column]) ? asHex(set[column]) : set[column];
  return {
    name: 'moved',
    columns: `(id bigint, ${columns.map((c) => `${c} ${columnTypes[c]}`).join(', ')})`,
    text: `update messages m set ${columns.map((c) => `${c} = e.${c}`).join(', ')} from each_moved e where m.id = e.id and ${isOneOfFew('e.id')} returning m.id`,
    rows: [row],
  };
}
