import type { ClockName } from '../../domain/clocks.ts';
import type { Source, Urgency } from '../../domain/message.ts';
import type { TidySubmission } from '../../domain/check-submission.ts';
import { maskName } from '../../domain/mask-name.ts';
import { attachPictures, claimPictures } from './attach-pictures.ts';
import { type Part, runComposed } from './compose.ts';
import { newKey } from './envelope.ts';
import type { IntakeFacts } from './gather-intake.ts';
import { chainHash, type HistoryLine } from './history.ts';
import type { Job } from './jobs.ts';
import { insertClock, insertHistory, jobParts } from './step-parts.ts';
import type { Tx } from './tx.ts';
import { asArrays, sealWords } from './words.ts';

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
  now: Date;
}

/** Makes the message, its first history row, its clocks, private words and jobs in one statement. */
export async function saveMessage(tx: Tx, m: NewMessage): Promise<void> {
  const { facts, submission: s, now } = m;
  const { key, keyId, wrapped } = newKey();
  const sealed = [
    sealWords(facts.messageId, key, {
      what: 'original',
      content: { title: s.title, body: s.body, place: s.place },
    }),
    sealWords(facts.messageId, key, { what: 'sender', content: { name: s.name, remark: s.remark } }),
  ];
  const line = firstLine(m);
  const hash = chainHash(null, line);
  const clock =
    (what: ClockName, dueAt: Date, promise: boolean): Part =>
    (bind) =>
      insertClock(bind, facts.messageId, { what, startsAt: now, dueAt, ownerId: facts.desk.id, promise });
  const ctes: [string, Part][] = [
    ['made', (bind) => insertMessage(m, { keyId, wrapped, hash }, bind)],
    ['told', (bind) => insertHistory(bind, line, hash)],
    ['promised', clock('reply', m.promise.dueAt, true)],
    ['reviewing', clock('review', m.reviewDueAt, false)],
    ...jobParts(m.jobs),
    [
      'counted',
      (
        bind,
      ) => `insert into deltas (month, post_id, region_code, province_code, city_code, topic_id, kind, measure, n) values
      (date_trunc('month', ${bind(now)}::timestamptz at time zone 'Asia/Shanghai')::date, ${[facts.post.id, facts.post.regionCode, facts.post.provinceCode, facts.post.cityCode, s.topic, s.kind].map(bind).join(', ')}, 'received', 1)`,
    ],
  ];
  if (m.key !== null)
    ctes.push([
      'keyed',
      (bind) =>
        `insert into idempotency_keys (citizen_id, key, digest, message_id, at) values (${[m.citizenId, m.key, m.digest, facts.messageId, now].map(bind).join(', ')})`,
    ]);
  const { pictures } = s;
  if (pictures.length > 0) {
    ctes.push(['claimed', claimPictures(pictures, now)]);
    ctes.push([
      'attached',
      (bind) =>
        attachPictures(pictures, { messageId: `${bind(facts.messageId)}::bigint`, claimed: 'claimed', now })(
          bind,
        ),
    ]);
  }
  await runComposed(tx, ctes, (bind) => {
    const [what, ref, ciphertext] = asArrays(sealed);
    // A picture that another message took meanwhile undoes the whole statement (division by zero, SQLSTATE 22012).
    const whole =
      pictures.length > 0
        ? `, 1 / (case when (select count(*) from attached) = ${bind(pictures.length)}::integer then 1 else 0 end)`
        : '';
    return `select private.keep_words(${bind(facts.messageId)}, ${bind(what)}, ${bind(ref)}::bigint[], ${bind(ciphertext)}::bytea[], ${bind(now)})${whole}`;
  });
}

function firstLine(m: NewMessage): HistoryLine {
  return {
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
}

function insertMessage(
  m: NewMessage,
  sealed: { keyId: string; wrapped: Buffer; hash: Buffer },
  bind: (value: unknown) => string,
): string {
  const { facts, submission: s } = m;
  const row: Record<string, unknown> = {
    id: facts.messageId,
    code: m.code,
    post_id: facts.post.id,
    region_code: facts.post.regionCode,
    province_code: facts.post.provinceCode,
    city_code: facts.post.cityCode,
    kind: s.kind,
    topic_id: s.topic,
    urgency: m.urgency,
    wish: s.visibility,
    source: m.source,
    author_id: m.citizenId,
    author_label: maskName(s.name),
    picture_count: s.pictures.length,
    publication: 'awaiting-review',
    handling: 'waiting',
    voice: 'not-said',
    attention: 'normal',
    answerable_id: facts.desk.id,
    holder_id: facts.desk.id,
    next_step: 'review',
    due_at: m.promise.dueAt,
    first_due_at: m.promise.dueAt,
    due_provisional: m.promise.provisional,
    received_at: m.now,
    history_seq: 1,
    history_hash: sealed.hash,
    key_id: sealed.keyId,
    wrapped_key: sealed.wrapped,
  };
  return `insert into messages (${Object.keys(row).join(', ')}) values (${Object.values(row).map(bind).join(', ')})`;
}
