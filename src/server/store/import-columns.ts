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
    ...{
      id: 'bigint',
      code: 'text',
      import_ref: 'text',
      post_id: 'bigint',
      region_code: 'text',
      province_code: 'text',
    },
    ...{
      city_code: 'text',
      kind: 'text',
      topic_id: 'smallint',
      urgency: 'text',
      author_label: 'text',
      title: 'text',
    },
    ...{
      body: 'text',
      place: 'text',
      words: 'text',
      handling: 'text',
      next_step: 'text',
      answerable_id: 'bigint',
    },
    ...{ holder_id: 'bigint', due_at: 'timestamptz', due_provisional: 'boolean', received_at: 'timestamptz' },
    ...{
      transferred_at: 'timestamptz',
      answered_at: 'timestamptz',
      answer_unit: 'text',
      closed_at: 'timestamptz',
    },
    ...{ closed_reason: 'text', over_limits: 'boolean', original_differs: 'boolean', history_hash: 'bytea' },
    ...{ key_id: 'text', wrapped_key: 'bytea' },
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
    search: "to_tsvector('simple', r.words)",
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
export const passing: Record<string, readonly string[]> = { messages: ['words'], replies: ['at'] };
