import { columnTypes } from './message-columns.ts';

/** A table's columns: those read from JSON with their types, and those that are the same for every import. */
export interface TableParts {
  table: string;
  read: Record<string, string>;
  set: Record<string, string>;
}

/** Messages of an import. */
export const messageParts: TableParts = {
  table: 'messages',
  read: {
    ...typesOf(
      'id',
      'code',
      'import_ref',
      'post_id',
      'region_code',
      'province_code',
      'city_code',
      'kind',
      'topic_id',
      'urgency',
      'author_label',
      'title',
      'body',
      'place',
      'handling',
      'next_step',
      'answerable_id',
      'holder_id',
      'due_at',
      'due_provisional',
      'received_at',
      'transferred_at',
      'answered_at',
      'answer_unit',
      'closed_at',
      'closed_reason',
      'over_limits',
      'original_differs',
      'history_hash',
      'key_id',
      'wrapped_key',
    ),
  },
  set: {
    ...{
      wish: "'public'",
      source: "'import'",
      publication: "'public'",
      voice: "'not-said'",
      attention: "'normal'",
    },
    ...{ first_due_at: 'r.due_at', published_at: 'r.received_at', history_seq: '1' },
    first_answered_at: 'r.answered_at',
  },
};

/** History lines of an import. */
export const historyParts: TableParts = {
  table: 'history',
  read: { message_id: 'bigint', office_id: 'bigint', at: 'timestamptz', changes: 'jsonb', hash: 'bytea' },
  set: { seq: '1', step: "'import'", role: "'machine'", actor_kind: "'machine'" },
};

/** Replies of an import. */
export const replyParts: TableParts = {
  table: 'replies',
  read: {
    id: 'bigint',
    message_id: 'bigint',
    office_id: 'bigint',
    unit_name: 'text',
    text: 'text',
    at: 'timestamptz',
  },
  set: { type: "'final'", state: "'published'", drafted_at: 'r.at', published_at: 'r.at' },
};

/** Clocks of an import. */
export const clockParts: TableParts = {
  table: 'clocks',
  read: {
    ...{
      message_id: 'bigint',
      what: 'text',
      owner_id: 'bigint',
      starts_at: 'timestamptz',
      due_at: 'timestamptz',
    },
    next_at: 'timestamptz',
    promise: 'boolean',
  },
  set: {},
};

/** Columns that only help to make others. */
export const passing: Record<string, readonly string[]> = { replies: ['at'] };

function typesOf(...columns: (keyof typeof columnTypes)[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, columnTypes[column]]));
}
