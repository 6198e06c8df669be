import { randomInt } from 'node:crypto';
import { dayOf } from '../../../domain/calendar.ts';
import { checkSubmission, type TidySubmission } from '../../../domain/check-submission.ts';
import { dueAfter, forecast } from '../../../domain/clocks.ts';
import type { Source, Submission } from '../../../domain/message.ts';
import { publicCode } from '../../../domain/public-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isSameMatter } from '../../../domain/same-matter.ts';
import { isDangerToLife } from '../../../domain/screening/danger.ts';
import type { Lives } from '../../../domain/status.ts';
import { secretHash, sha256 } from '../../store/envelope.ts';
import { gatherIntake, type IntakeFacts } from '../../store/gather-intake.ts';
import type { Job } from '../../store/jobs.ts';
import { readWords } from '../../store/people.ts';
import { replayed } from '../../store/replayed.ts';
import { banned } from '../banning/refuse-banned.ts';
import { rulesOf } from '../clocks/ruled.ts';
import type { NewMessage } from '../../store/new-rows.ts';
import { saveMessage } from '../../store/save-message.ts';

/** What the door knows of a submission beside its words. */
export interface Arrival {
  /** Who is signed in, or the token that proves a phone. */
  by: { citizenId: number } | { token: string };
  source: Source;
  /** Makes a retry the same message. */
  idempotencyKey: string | null;
  /** The visitor's address, kept for the legal term. */
  address?: string | null;
  /** How many an account may send in 24 hours; left out: nobody counts. */
  mostADay?: number | null;
}

/** What the citizen gets back: the public code, the state, who answers and by when. */
export interface Receipt {
  code: string;
  state: Lives;
  answerable: string;
  dueAt: Date | null;
  /** An earlier receipt, given again for the same key. */
  replay: boolean;
}

/** Takes a citizen's message in: from here on it has an owner, a next step and a clock. */
export async function submit(raw: Submission, arrival: Arrival, now: Date): Promise<Receipt> {
  const submission = checkSubmission(raw);
  const digest = digestOf(submission);
  const facts = await gather(submission, arrival, now);
  const { post, writer } = facts;
  // A phone confirmed to look at one's own messages is not confirmed to write.
  if (!writer || writer.purpose === 'own') throw unproven();
  if (facts.replay) return again(facts.replay, digest);
  refuseTooMuch(submission, facts, arrival.mostADay ?? null);
  if (!post) throw new Refusal('unknown-leader', { faults: [{ field: 'leader', code: 'unknown-leader' }] });
  if (submission.asEnterprise && !facts.enterprise)
    throw new Refusal('no-enterprise', { faults: [{ field: 'asEnterprise', code: 'no-enterprise' }] });
  refuseUnfit(submission, { ...facts, post });
  await refuseSameMatter(submission, facts, writer.citizenId);
  const message = await composed(
    submission,
    { ...facts, post },
    { citizenId: writer.citizenId, arrival, digest, now },
  );
  try {
    await saveMessage(message);
  } catch (error) {
    return recovered(error, raw, arrival, now);
  }
  const state: Lives = {
    publication: 'awaiting-review',
    handling: 'waiting',
    voice: 'not-said',
    attention: 'normal',
  };
  return {
    code: message.code,
    state,
    answerable: facts.desk.name,
    dueAt: message.promise.dueAt,
    replay: false,
  };
}

// Danger to life is taken in from everybody, at any time.
function refuseTooMuch(
  s: TidySubmission,
  { bannedUntil, sentToday }: IntakeFacts,
  most: number | null,
): void {
  if (isDangerToLife(`${s.title}\n${s.body}`)) return;
  if (bannedUntil) throw banned(bannedUntil);
  if (most !== null && sentToday >= most) throw new Refusal('too-many-today', { with: { most } });
}

function unproven(): Refusal {
  return new Refusal('verification-needed', {
    faults: [{ field: 'verification', code: 'verification-needed' }],
  });
}

function gather(s: TidySubmission, arrival: Arrival, now: Date): Promise<IntakeFacts> {
  return gatherIntake({
    postId: s.leader,
    topicId: s.topic,
    pictureIds: s.pictures.map((p) => p.id),
    by: 'citizenId' in arrival.by ? arrival.by : { tokenHash: secretHash('verification', arrival.by.token) },
    key: arrival.idempotencyKey,
    today: dayOf(now),
    now,
    earlier: s.anotherMatter !== true,
    enterprise: s.asEnterprise === true,
    most: arrival.mostADay ?? null,
  });
}

async function again(replay: { digest: Buffer; code: string }, digest: Buffer): Promise<Receipt> {
  if (!replay.digest.equals(digest)) throw new Refusal('idempotency-mismatch');
  return { ...(await replayed(replay.code)), replay: true };
}

function refuseUnfit(
  s: TidySubmission,
  facts: IntakeFacts & { post: NonNullable<IntakeFacts['post']> },
): void {
  if (!facts.post.kinds.includes(s.kind))
    throw new Refusal('leader-takes-not', {
      with: { leader: facts.post.name, kind: s.kind },
      faults: [{ field: 'kind', code: 'leader-takes-not', with: { leader: facts.post.name, kind: s.kind } }],
    });
  if (!facts.topicKnown)
    throw new Refusal('invalid', { faults: [{ field: 'topic', code: 'unknown-topic' }] });
  const ids = new Set(s.pictures.map((p) => p.id));
  if (ids.size !== s.pictures.length || facts.picturesFree !== ids.size)
    throw new Refusal('invalid', { faults: [{ field: 'pictures', code: 'unknown-picture' }] });
}

async function refuseSameMatter(s: TidySubmission, facts: IntakeFacts, citizenId: number): Promise<void> {
  if (s.anotherMatter || facts.waiting.length === 0) return;
  // The author's own words, read to spare them a second wait.
  const words = await readWords(
    `citizen:${citizenId}`,
    facts.waiting.map((w) => w.id),
    ['original'],
  );
  for (const { messageId, content } of words) {
    const earlier = facts.waiting.find((w) => w.id === messageId);
    if (earlier && isSameMatter(s, { title: content['title'] ?? '', body: content['body'] ?? '' }))
      throw new Refusal('same-matter', { with: { earlier: earlier.code } });
  }
}

async function composed(
  s: TidySubmission,
  facts: NewMessage['facts'],
  by: { citizenId: number; arrival: Arrival; digest: Buffer; now: Date },
): Promise<NewMessage> {
  const { arrival, digest, now } = by;
  const urgency = isDangerToLife(`${s.title}\n${s.body}`) ? 'emergency' : (s.urgency ?? 'normal');
  const { post } = facts;
  const regions = [post.regionCode, post.cityCode, post.provinceCode].filter((code) => code !== null);
  const of = { regions, officeId: post.officeId, kind: s.kind, urgency };
  const { calendar, ruled, length } = await rulesOf(of, now);
  const due = forecast({ kind: s.kind, urgency, ministry: post.ministry, receivedAt: now, ruled }, calendar);
  return {
    code: publicCode((below) => randomInt(below)),
    submission: s,
    facts,
    citizenId: by.citizenId,
    source: arrival.source,
    urgency,
    key: arrival.idempotencyKey,
    address: arrival.address ?? null,
    digest,
    now,
    promise: { dueAt: due.at, provisional: due.provisional },
    reviewDueAt: dueAfter(now, length('review'), calendar).at,
    jobs: [
      {
        task: 'notify',
        payload: { message: facts.messageId, what: 'received', cause: `${facts.messageId}:1` },
        runAt: now,
      },
      ...(urgency === 'emergency' ? [emergency(facts, now)] : []),
    ],
  };
}

// Danger to life waits for no queue: whoever is on duty at the review desk hears of it.
function emergency({ messageId, desk }: NewMessage['facts'], now: Date): Job {
  const told = {
    office: desk.id,
    message: messageId,
    what: 'emergency',
    cause: `${messageId}:1`,
    urgent: true,
  };
  return { task: 'tell-office', payload: told, runAt: now };
}

// A picture went to another message meanwhile. A double click: the other request with the same key won, or (once in ten thousand) the code was taken.
async function recovered(error: unknown, raw: Submission, arrival: Arrival, now: Date): Promise<Receipt> {
  if ((error as { code?: string }).code === '22012')
    throw new Refusal('invalid', { faults: [{ field: 'pictures', code: 'unknown-picture' }] });
  const constraint =
    (error as { code?: string; constraint?: string }).code === '23505'
      ? (error as { constraint?: string }).constraint
      : undefined;
  if (constraint === 'idempotency_keys_pkey' || constraint === 'messages_code_key')
    return submit(raw, arrival, now);
  throw error;
}

function digestOf(s: TidySubmission): Buffer {
  const { leader, kind, topic, title, body, place, remark, name, visibility, pictures, asEnterprise } = s;
  return sha256(
    JSON.stringify([
      leader,
      kind,
      topic,
      title,
      body,
      place,
      remark,
      name,
      visibility,
      pictures.map((p) => [p.id, p.public]),
      ...(asEnterprise ? ['enterprise'] : []),
    ]),
  );
}
