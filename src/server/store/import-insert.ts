import { measuresOf } from '../../domain/measures.ts';
import { named, type Part, runComposed } from './compose.ts';
import { type DrawnIds, type ImportedMessage, importedRows, type ImportedRows } from './import-rows.ts';
import type { Tx } from './tx.ts';

/** The import that a message belongs to, and the moment of its making. */
export interface InRun {
  importId: number;
  now: Date;
}

const ids = named(
  `select nextval('messages_id_seq') as "messageId", nextval('spare_ids') as "replyId" from generate_series(1, $1)`,
);

/** Makes messages with their history, replies, clocks, private words and numbers, all in one statement; ids are drawn before. */
export async function insertImported(
  tx: Tx,
  messages: readonly ImportedMessage[],
  run: InRun,
): Promise<void> {
  const drawn = await tx.rows<DrawnIds>(ids, [messages.length]);
  const rows = messages.map((message, at) => importedRows(message, drawn[at] as DrawnIds, run));
  await runComposed(
    tx,
    [
      ['made', insertFrom(rows, 'message', messageParts)],
      ['told', insertFrom(rows, 'history', historyParts)],
      ['shown', insertPublications(rows)],
      ['answered', insertFrom(rows, 'reply', replyParts)],
      ['promised', insertFrom(rows, 'clock', clockParts)],
      ['counted', insertDeltas(messages)],
    ],
    (bind) => `select private.keep_words(w.message_id, w.what, w.ref, w.ciphertext, ${bind(run.now)})
      from json_to_recordset(${bind(json(rows, 'words'))}::json)
        as w (message_id bigint, what text[], ref bigint[], ciphertext bytea[])`,
  );
}

/** A table's columns: those read from JSON with their types, and those that are the same for every import. */
interface TableParts {
  table: string;
  read: Record<string, string>;
  set: Record<string, string>;
}

const messageParts: TableParts = {
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

const historyParts: TableParts = {
  table: 'history',
  read: { message_id: 'bigint', office_id: 'bigint', at: 'timestamptz', changes: 'jsonb', hash: 'bytea' },
  set: { seq: '1', step: "'import'", role: "'machine'", actor_kind: "'machine'" },
};

const replyParts: TableParts = {
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

const clockParts: TableParts = {
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
  },
  set: { promise: 'true' },
};

/** Columns that only help to make others. */
const passing: Record<string, readonly string[]> = { messages: ['words'], replies: ['at'] };

function insertFrom(
  rows: readonly ImportedRows[],
  kind: keyof ImportedRows,
  { table, read, set }: TableParts,
): Part {
  const kept = Object.keys(read).filter((column) => !passing[table]?.includes(column));
  const columns = [...kept, ...Object.keys(set)].join(', ');
  const values = [...kept.map((column) => `r.${column}`), ...Object.values(set)].join(', ');
  const shape = Object.entries(read)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ');
  return (bind) =>
    `insert into ${table} (${columns}) select ${values} from json_to_recordset(${bind(json(rows, kind))}::json) as r (${shape})`;
}

function insertPublications(rows: readonly ImportedRows[]): Part {
  return (bind) => `insert into publications (message_id, act, at)
    select r.id, 'published', r.received_at
    from json_to_recordset(${bind(json(rows, 'message'))}::json) as r (id bigint, received_at timestamptz)`;
}

// Not in `received`: that counts what came in through this house's own doors.
function insertDeltas(messages: readonly ImportedMessage[]): Part {
  const counted = messages.flatMap((m) => {
    const measures = measuresOf({
      publication: 'public',
      handling: m.promise ? 'waiting' : 'closed',
      answeredAt: m.answer?.at ?? null,
    });
    const { id, regionCode, provinceCode, cityCode } = m.post;
    return measures.map((measure) => ({
      ...{
        at: m.receivedAt,
        post_id: id,
        region_code: regionCode,
        province_code: provinceCode,
        city_code: cityCode,
      },
      ...{ topic_id: m.topicId, kind: m.kind, measure },
    }));
  });
  return (
    bind,
  ) => `insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, measure, n)
    select date_trunc('month', r.at at time zone 'Asia/Shanghai')::date as month, r.post_id, r.region_code, r.province_code,
      r.city_code, r.topic_id, r.kind, r.measure, count(*)
    from json_to_recordset(${bind(JSON.stringify(counted))}::json) as r (at timestamptz, post_id bigint, region_code text,
      province_code text, city_code text, topic_id smallint, kind text, measure text)
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
}

function json(rows: readonly ImportedRows[], kind: keyof ImportedRows): string {
  return JSON.stringify(rows.flatMap((row) => row[kind] ?? []));
}
