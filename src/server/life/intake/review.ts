import type { Actor } from '../../../domain/actor.ts';
import { type Change, refuseStranger } from '../../../domain/decide.ts';
import { differs, type PublicText, publicText, type Redacted } from '../../../domain/redaction.ts';
import { dropLock, refuseIfLocked } from '../../store/review-lock.ts';
import { originalOf } from '../../store/original.ts';
import { firstTransfer } from '../../store/hand-down/transfers.ts';
import type { Locked } from '../../store/lock-message.ts';
import { amongOthers } from '../../store/lock-together.ts';
import { pictureIds, reviewPictures } from '../../store/review-pictures.ts';
import type { SetPart } from '../../store/sets.ts';
import { type Effects, type Taken, takeLocked } from '../take.ts';
import { tellOffice } from '../tell-office.ts';
import { tellAuthor } from '../tell-author.ts';

/** A reviewer's verdict in favour: shown to everybody, or kept private; the public text where it differs. */
export interface Verdict {
  visibility: 'public' | 'private';
  redacted?: Redacted;
  /** Which of the pictures that the writer made public stay so; left out: all. */
  pictures?: readonly { id: string; public: boolean }[];
  /** Why a message whose author wished it public is kept private. */
  code?: string;
}

/** Publishes a message or keeps it private; either way it goes to the leader's office, on the clock. */
export async function review(code: string, verdict: Verdict, actor: Actor, now: Date): Promise<Taken> {
  return amongOthers(code, async (tx, locked) => {
    refuseStranger(locked.matter, 'publish', actor);
    const { id } = locked.matter;
    refuseIfLocked(locked, actor, now);
    const [original, pictures] = await Promise.all([
      originalOf(readerOf(actor), id),
      locked.row.picture_count > 0 ? pictureIds(tx, id) : [],
    ]);
    // The author's wish for privacy binds the reviewer.
    const shown = verdict.visibility === 'public' && locked.matter.wish === 'public';
    const text = shown ? publicText(original, verdict.redacted ?? {}) : undefined;
    const hidden = new Set((verdict.pictures ?? []).filter((p) => !p.public).map((p) => p.id));
    const shownPictures = pictures.filter((each) => !hidden.has(each));
    return takeLocked(tx, locked, {
      step: shown ? 'publish' : 'keep-private',
      actor,
      now,
      effects: (l, change) => effectsOf(l, change, { verdict, original, text, shownPictures, actor, now }),
    });
  });
}

interface Given {
  verdict: Verdict;
  original: PublicText;
  text: PublicText | undefined;
  shownPictures: readonly string[];
  actor: Actor;
  now: Date;
}

function effectsOf(locked: Locked, change: Change, g: Given): Effects {
  const { matter, row } = locked;
  const changed = g.text !== undefined && differs(g.original, g.text);
  return {
    answerableId: row.office_id,
    stopReview: true,
    set: {
      transferred_at: g.now,
      original_differs: changed,
      ...(g.text && {
        ...g.text,
        place: g.text.place || null,
        published_at: g.now,
      }),
    },
    rows: [
      recordPublication(matter.id, change, g),
      firstTransfer({
        ...{ messageId: matter.id, fromId: row.desk_id, toId: row.office_id },
        ...{ staffId: g.actor.kind === 'staff' ? g.actor.staffId : null, way: 'sent', now: g.now },
      }),
      dropLock(matter.id),
      ...(row.picture_count > 0 ? [reviewPictures(matter.id, g.shownPictures)] : []),
    ],
    jobs: [
      tellAuthor(locked, change.step === 'publish' ? 'published' : 'kept-private', g.now),
      tellOffice(locked, row.office_id, 'new-transfer', g.now),
      ...(g.text && !changed
        ? [{ task: 'shed-original' as const, payload: { message: matter.id }, runAt: g.now }]
        : []),
    ],
    facts: { redacted: changed, ...(g.verdict.code && { code: g.verdict.code }) },
  };
}

function recordPublication(messageId: number, change: Change, g: Given): SetPart {
  return {
    name: 'published',
    columns: '(message bigint, act text, staff bigint, code text, at timestamptz)',
    text: `insert into publications (message_id, act, staff_id, code, at) select message, act, staff, code, at from each_published`,
    rows: [
      {
        message: messageId,
        act: change.step === 'publish' ? 'published' : 'kept-private',
        staff: g.actor.kind === 'staff' ? g.actor.staffId : null,
        code: g.verdict.code ?? null,
        at: g.now,
      },
    ],
  };
}

/** How a reader is named at the database wall. */
export function readerOf(actor: Actor): string {
  return actor.kind === 'staff'
    ? `staff:${actor.staffId}`
    : actor.kind === 'citizen'
      ? `citizen:${actor.citizenId}`
      : actor.kind;
}
