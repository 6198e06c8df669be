import { countsOf, monthOf } from '../../domain/statistics/moves.ts';
import type { Owing } from '../../domain/statistics/open-dues.ts';
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
import { deltaRow, insertDeltasFrom } from './measured.ts';
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
  const counted = messages.map((m) => {
    const { id, regionCode, provinceCode, cityCode, officeId } = m.post;
    const of = {
      ...{ post_id: id, region_code: regionCode, province_code: provinceCode, city_code: cityCode },
      ...{ topic_id: m.topicId, kind: m.kind, source: 'import' },
    };
    return deltaRow(of, { officeId, month: monthOf(m.receivedAt), moves: countsOf(factsOf(m)) });
  });
  return (bind) => insertDeltasFrom(bind(JSON.stringify(counted)));
}

function factsOf(m: ImportedMessage): Owing {
  const answeredAt = m.answer?.at ?? null;
  const dueAt = m.promise?.dueAt ?? null;
  return {
    ...{ publication: 'public', handling: m.promise ? 'waiting' : 'closed', voice: 'not-said', kind: m.kind },
    ...{ ministry: false, imported: true, adopted: false, answeredAt, firstAnsweredAt: answeredAt },
    ...{ dueAt, firstDueAt: dueAt, pausedUntil: null, answerDays: null },
    ...{ contactedAt: null, contactDueAt: null, ratings: 0, satisfied: 0 },
  };
}

function json(rows: readonly ImportedRows[], kind: keyof ImportedRows): string {
  return JSON.stringify(rows.flatMap((row) => row[kind] ?? []));
}
