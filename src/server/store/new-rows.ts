import { speaksAt } from '../../domain/clocks.ts';
import type { Source, Urgency } from '../../domain/message.ts';
import type { TidySubmission } from '../../domain/check-submission.ts';
import { maskName } from '../../domain/mask-name.ts';
import { hangingOn } from './attach-pictures.ts';
import { asHex } from './compose.ts';
import { newKey, type WrappedKey } from './envelope.ts';
import type { IntakeFacts } from './gather-intake.ts';
import { chainHash, type HistoryLine } from './history.ts';
import type { Job } from './jobs.ts';
import { senderAddressRow } from './sender-addresses.ts';
import { sealWords } from './words.ts';

/** A message that is about to exist. */
export interface NewMessage {
  code: string;
  submission: TidySubmission;
  facts: IntakeFacts & { post: NonNullable<IntakeFacts['post']> };
  citizenId: number;
  source: Source;
  urgency: Urgency;
  key: string | null;
  digest: Buffer;
  promise: { dueAt: Date; provisional: boolean };
  reviewDueAt: Date;
  jobs: readonly Job[];
  /** From which address it was sent; null where the door does not know. */
  address: string | null;
  now: Date;
}

/** What one message brings to each table, as JSON tells it. */
export interface NewRows {
  message: Record<string, unknown>;
  words: Record<string, unknown>[];
  address: Record<string, unknown> | null;
  jobs: readonly Job[];
  pictures: ReturnType<typeof hangingOn>;
}

/** The columns of `NewRows.message`, as the database reads them. */
export const columns = `(id bigint, code text, post bigint, region text, province text, city text, kind text, topic smallint,
  urgency text, wish text, source text, author bigint, label text, enterprise bigint, pictures smallint, desk bigint, at timestamptz,
  due timestamptz, due_half timestamptz, provisional boolean, review_due timestamptz, review_half timestamptz,
  changes jsonb, hash bytea, key_id text, wrapped bytea, idempotency_key text, digest bytea)`;

/** Seals the words of a message and lays out its rows. */
export function rowsOf(m: NewMessage): NewRows {
  const { facts, submission: s, now } = m;
  const key = newKey();
  const sealed = [
    sealWords(facts.messageId, key.key, {
      what: 'original',
      content: { title: s.title, body: s.body, place: s.place },
    }),
    sealWords(facts.messageId, key.key, { what: 'sender', content: { name: s.name, remark: s.remark } }),
  ];
  return {
    message: { ...identity(m), ...clocks(m), ...record(m), ...sealing(key, m) },
    words: sealed.map(({ what, ciphertext }) => ({
      message: facts.messageId,
      what,
      ciphertext: asHex(ciphertext),
      at: now,
    })),
    address: senderAddressRow(facts.messageId, m.address, now),
    jobs: m.jobs,
    pictures: hangingOn(facts.messageId, s.pictures, now),
  };
}

function identity({ facts, submission: s, ...m }: NewMessage) {
  return {
    id: facts.messageId,
    code: m.code,
    post: facts.post.id,
    region: facts.post.regionCode,
    province: facts.post.provinceCode,
    city: facts.post.cityCode,
    kind: s.kind,
    topic: s.topic,
    urgency: m.urgency,
    wish: s.visibility,
    source: m.source,
    author: m.citizenId,
    label: facts.enterprise?.shown ? facts.enterprise.name : maskName(s.name),
    enterprise: facts.enterprise?.id ?? null,
    pictures: s.pictures.length,
    desk: facts.desk.id,
    at: m.now,
  };
}

function clocks({ promise, reviewDueAt, now }: NewMessage) {
  return {
    due: promise.dueAt,
    due_half: speaksAt(now, promise.dueAt)[0],
    provisional: promise.provisional,
    review_due: reviewDueAt,
    review_half: speaksAt(now, reviewDueAt)[0],
  };
}

function record(m: NewMessage) {
  const line: HistoryLine = {
    messageId: m.facts.messageId,
    seq: 1,
    step: 'submit',
    role: 'author',
    actorKind: 'citizen',
    actorId: m.citizenId,
    officeId: m.facts.desk.id,
    at: m.now,
    changes: {
      publication: [null, 'awaiting-review'],
      handling: [null, 'waiting'],
      next: [null, 'review'],
      post: m.facts.post.id,
      due: m.promise.dueAt.toISOString(),
    },
    wordsDigest: null,
  };
  return { changes: line.changes, hash: asHex(chainHash(null, line)) };
}

function sealing(key: WrappedKey, m: NewMessage) {
  return {
    key_id: key.keyId,
    wrapped: asHex(key.wrapped),
    idempotency_key: m.key,
    digest: asHex(m.digest),
  };
}
