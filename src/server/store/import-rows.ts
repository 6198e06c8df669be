import { randomInt } from 'node:crypto';
import { type ClockName, speaksAt } from '../../domain/clocks.ts';
import { publicCode } from '../../domain/public-code.ts';
import type { ClosedReason } from '../../domain/status.ts';
import { newKey } from './envelope.ts';
import { chainHash, type HistoryLine } from './history.ts';
import type { ImportedMessage } from './imported-message.ts';
import { type SealedWords, sealWords, type Words } from './words.ts';

/** The rows of one message, as the database reads them from JSON. */
export interface ImportedRows {
  message: Record<string, unknown>;
  history: Record<string, unknown>;
  reply: Record<string, unknown> | null;
  clock: Record<string, unknown>[] | null;
  words: Record<string, unknown> | null;
}

/** Ids drawn for a message and its reply. */
export interface DrawnIds {
  messageId: number;
  replyId: number;
}

/** Makes the rows of an imported message: its first history line is chained, its private words are sealed under its own key. */
export function importedRows(
  m: ImportedMessage,
  ids: DrawnIds,
  run: { importId: number; now: Date },
): ImportedRows {
  const { key, keyId, wrapped } = newKey();
  const line = firstLine(m, ids, run);
  const hash = hex(chainHash(null, line));
  const sealed = privateWords(m, ids.replyId).map((words) => sealWords(ids.messageId, key, words));
  return {
    message: {
      ...messageRow(m, ids.messageId, run.now),
      history_hash: hash,
      key_id: keyId,
      wrapped_key: hex(wrapped),
    },
    history: {
      message_id: ids.messageId,
      office_id: line.officeId,
      at: line.at,
      changes: line.changes,
      hash,
    },
    reply: m.answer && replyRow(m, m.answer, ids),
    clock: m.promise && clockRows(m.promise, ids.messageId, m.post.officeId),
    words: sealed.length > 0 ? wordsRow(ids.messageId, sealed) : null,
  };
}

function closedReason(m: ImportedMessage): ClosedReason | null {
  if (m.promise) return null;
  return m.answer ? 'answered-before-import' : 'archived';
}

function messageRow(m: ImportedMessage, id: number, now: Date): Record<string, unknown> {
  const { post, promise, answer } = m;
  const open = promise !== null;
  return {
    ...{ id, code: publicCode((below) => randomInt(below)), import_ref: m.ref, post_id: post.id },
    ...{ region_code: post.regionCode, province_code: post.provinceCode, city_code: post.cityCode },
    ...{ kind: m.kind, topic_id: m.topicId, urgency: m.urgency, author_label: m.author.label },
    ...{ title: m.text.title, body: m.text.body, place: m.text.place || null },
    ...{ handling: open ? 'waiting' : 'closed', next_step: promise?.next ?? 'none' },
    ...{ answerable_id: post.officeId, holder_id: open ? post.officeId : null },
    ...{ due_at: promise?.dueAt ?? null, due_provisional: promise?.provisional ?? false },
    ...{ received_at: m.receivedAt, transferred_at: promise?.startsAt ?? null },
    ...{ answered_at: answer?.at ?? null, answer_unit: answer?.unit ?? null },
    ...{ closed_at: open ? null : now, closed_reason: closedReason(m) },
    ...{ over_limits: m.overLimits, original_differs: m.original !== null },
  };
}

function firstLine(m: ImportedMessage, ids: DrawnIds, run: { importId: number; now: Date }): HistoryLine {
  const changes = {
    publication: [null, 'public'],
    handling: [null, m.promise ? 'waiting' : 'closed'],
    next: [null, m.promise?.next ?? 'none'],
    ...{ post: m.post.id, import: run.importId, received: m.receivedAt.toISOString() },
    ...(m.promise ? { due: m.promise.dueAt.toISOString() } : { closed: closedReason(m) }),
    ...(m.answer && { reply: ids.replyId, answered: m.answer.at.toISOString() }),
  };
  return {
    ...{
      messageId: ids.messageId,
      seq: 1,
      step: 'import',
      role: 'machine',
      actorKind: 'machine',
      actorId: null,
    },
    ...{ officeId: m.post.officeId, at: run.now, changes, wordsDigest: null },
  };
}

function privateWords(m: ImportedMessage, replyId: number): Words[] {
  return [
    ...(m.original ? [{ what: 'original' as const, content: { ...m.original } }] : []),
    ...(m.author.name ? [{ what: 'sender' as const, content: { name: m.author.name } }] : []),
    ...(m.answer?.original
      ? [{ what: 'reply' as const, ref: replyId, content: { text: m.answer.original } }]
      : []),
  ];
}

function replyRow(
  m: ImportedMessage,
  answer: NonNullable<ImportedMessage['answer']>,
  ids: DrawnIds,
): Record<string, unknown> {
  const { unit, text, at } = answer;
  return {
    id: ids.replyId,
    message_id: ids.messageId,
    office_id: m.post.officeId,
    unit_name: unit,
    text,
    at,
  };
}

// The promise, and beside it how long the office may take to accept.
function clockRows(
  promise: NonNullable<ImportedMessage['promise']>,
  messageId: number,
  ownerId: number,
): Record<string, unknown>[] {
  const { what, startsAt, dueAt, acceptBy } = promise;
  const row = (name: ClockName, due: Date, isPromise: boolean) => {
    const [half] = speaksAt(startsAt, due);
    const named = { message_id: messageId, what: name, owner_id: ownerId, promise: isPromise };
    return { ...named, starts_at: startsAt, due_at: due, next_at: half };
  };
  return [row(what, dueAt, true), ...(acceptBy ? [row('accept', acceptBy, false)] : [])];
}

function wordsRow(messageId: number, sealed: readonly SealedWords[]): Record<string, unknown> {
  return {
    message_id: messageId,
    what: sealed.map((words) => words.what),
    ref: sealed.map((words) => words.ref),
    ciphertext: sealed.map((words) => hex(words.ciphertext)),
  };
}

function hex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
