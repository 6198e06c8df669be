import { measuresOf } from '../../domain/measures.ts';
import {
  clockParts,
  historyParts,
  messageParts,
  passing,
  replyParts,
  type TableParts,
} from './import-columns.ts';
import { named, type Part, runComposed } from './compose.ts';
import { type DrawnIds, importedRows, type ImportedRows } from './import-rows.ts';
import type { ImportedMessage } from './imported-message.ts';
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
      ['read_anew', insertTextsDue(rows)],
    ],
    (bind) => `select private.keep_words(w.message_id, w.what, w.ref, w.ciphertext, ${bind(run.now)})
      from json_to_recordset(${bind(json(rows, 'words'))}::json)
        as w (message_id bigint, what text[], ref bigint[], ciphertext bytea[])`,
  );
}

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

// The worker reads them for the search.
function insertTextsDue(rows: readonly ImportedRows[]): Part {
  return (bind) => `insert into texts_due (message_id)
    select r.id from json_to_recordset(${bind(json(rows, 'message'))}::json) as r (id bigint)`;
}

// Not in `received`: that counts what came in through this house's own doors.
function insertDeltas(messages: readonly ImportedMessage[]): Part {
  const counted = messages.flatMap((m) => {
    const measures = measuresOf({
      publication: 'public',
      handling: m.promise ? 'waiting' : 'closed',
      answeredAt: m.answer?.at ?? null,
      adopted: false,
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
