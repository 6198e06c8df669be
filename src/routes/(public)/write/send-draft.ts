import type { RequestEvent } from '@sveltejs/kit';
import type { SentDraft } from '#domain/draft.ts';
import { submissionOf } from '#domain/draft-submission.ts';
import { stageOfField } from '#domain/draft-stages.ts';
import { isRefusal, Refusal } from '#domain/refusal.ts';
import { isDangerToLife } from '#domain/screening/danger.ts';
import { mostADay } from '#server/access/most-a-day.ts';
import { verifiedBy } from '#server/access/verification.ts';
import { now } from '#server/clock.ts';
import { markSent, noteFaults, type OpenDraft } from '#server/life/intake/draft.ts';
import { type Receipt, submit } from '#server/life/intake/submit.ts';
import { board } from '#server/views/board.ts';
import { leader } from '#server/views/leaders.ts';
import { type Knock, standingOf } from './draft-at-door.ts';

/** What sending came to: a message; the same matter again; faults that lead back to their stages; or a refusal to show here. */
export type Sending =
  | { outcome: 'sent'; code: string; citizenId: number }
  | { outcome: 'same-matter'; earlier: string; citizenId: number }
  | { outcome: 'faulty' }
  | { outcome: 'refused'; refusal: Refusal; citizenId: number | undefined };

/** Makes the draft a message. The draft's id is the key: sent twice, it is one message. */
export async function sendDraft(
  open: OpenDraft,
  knock: Knock & Pick<RequestEvent, 'getClientAddress'>,
  anotherMatter: boolean,
): Promise<Sending> {
  const at = now();
  const citizenId = await writerOf(open, knock, at);
  try {
    if (citizenId === undefined) {
      throw new Refusal('invalid', { faults: [{ field: 'phone', code: 'verification-needed' }] });
    }
    const submission = submissionOf(open.draft, anotherMatter);
    const address = knock.getClientAddress();
    const by = { citizenId };
    const sent = { idempotencyKey: open.key.id, address, mostADay: mostADay() };
    const arrival = { by, source: 'web' as const, ...sent };
    const receipt = await submit(submission, arrival, at);
    await markSent(open.key, await sentOf(open, receipt, at), at);
    return { outcome: 'sent', code: receipt.code, citizenId };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return refused(error, open, citizenId);
  }
}

/** Whose message it will be: the signed-in citizen's, or the one's whose phone this draft confirmed. */
async function writerOf({ draft }: OpenDraft, knock: Knock, at: Date): Promise<number | undefined> {
  const { actor } = knock.locals;
  if (standingOf(knock).signedIn && !draft.otherPhone && actor.kind === 'citizen') return actor.citizenId;
  const verified = draft.confirmed ? await verifiedBy(draft.confirmed.token, at) : undefined;
  return verified?.purpose === 'write' ? verified.citizenId : undefined;
}

async function sentOf({ draft }: OpenDraft, receipt: Receipt, at: Date): Promise<SentDraft> {
  const post = draft.leader === null ? undefined : await leader(board(), draft.leader);
  return {
    code: receipt.code,
    leader: post?.name ?? '',
    office: post?.officeName ?? '',
    answerable: receipt.answerable,
    kind: draft.kind === '' ? 'help' : draft.kind,
    ministry: post?.ministry != null,
    danger: isDangerToLife(`${draft.title}\n${draft.body}`),
    private: draft.visibility === 'private',
    at: at.getTime(),
    dueAt: receipt.dueAt?.getTime() ?? null,
  };
}

async function refused(refusal: Refusal, open: OpenDraft, citizenId: number | undefined): Promise<Sending> {
  const { code, with: said } = refusal;
  if (code === 'same-matter' && citizenId !== undefined) {
    return { outcome: 'same-matter', earlier: String(said['earlier']), citizenId };
  }
  // Only what stands on one of the pages can lead back to it.
  const faults = refusal.faults.filter(({ field }) => stageOfField(field) !== 'preview');
  if (faults.length === 0) return { outcome: 'refused', refusal, citizenId };
  await noteFaults(open.key, faults, now());
  return { outcome: 'faulty' };
}
