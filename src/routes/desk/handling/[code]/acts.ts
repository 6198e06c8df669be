import { accept } from '#server/life/handling/accept.ts';
import { acknowledge } from '#server/life/handling/acknowledge.ts';
import { collate } from '#server/life/handling/collate.ts';
import { approveReply, sendBackReply } from '#server/life/handling/decide-reply.ts';
import { draftReply, type ReplyDraft } from '#server/life/handling/draft-reply.ts';
import { passOn } from '#server/life/handling/pass-on.ts';
import { draftCorrection } from '#server/life/replies/draft-correction.ts';
import { confirmMark, declineMark, endMark } from '#server/life/replies/decide-mark.ts';
import { proposeMark } from '#server/life/replies/propose-mark.ts';
import { writeNote } from '#server/life/replies/write-note.ts';
import { revisit, type VisitOutcome, visitOutcomes } from '#server/life/supervision/revisit.ts';
import { Refusal } from '#domain/refusal.ts';
import type { OfficeAct } from './office-act.ts';
import { timeActs } from './time-acts.ts';
import { superviseActs } from '../../supervising/supervise-acts.ts';
import { textOf } from '../../text-of.ts';

/** What the office can do, by the name under which its form is sent. */
export const officeActs = {
  accept: (code, _form, actor, now) => accept(code, actor, now),
  'pass-on': (code, _form, actor, now) => passOn(code, actor, now),
  acknowledge: (code, _form, actor, now) => acknowledge(code, actor, now),
  collate: (code, form, actor, now) => collate(code, textOf(form, 'words'), actor, now),
  draft: (code, form, actor, now) =>
    draftReply(
      code,
      {
        type: textOf(form, 'type') as ReplyDraft['type'],
        text: textOf(form, 'text'),
        unit: textOf(form, 'unit'),
        ...templateOf(form),
        heed: true,
        despite: textOf(form, 'despite'),
      },
      actor,
      now,
    ),
  approve: (code, form, actor, now) => approveReply(code, replyOf(form), actor, now),
  'send-back': (code, form, actor, now) =>
    sendBackReply(code, replyOf(form), { words: textOf(form, 'words'), actor }, now),
  correct: (code, form, actor, now) =>
    draftCorrection(
      code,
      {
        replyId: replyOf(form),
        correction: {
          text: textOf(form, 'text'),
          blackOut: textOf(form, 'blackOut'),
          why: textOf(form, 'why'),
        },
      },
      actor,
      now,
    ),
  'propose-guidance': (code, _form, actor, now) => proposeMark(code, { what: 'guidance' }, actor, now),
  'propose-adopted': (code, form, actor, now) =>
    proposeMark(
      code,
      {
        what: 'adopted',
        measure: textOf(form, 'measure'),
        on: textOf(form, 'on'),
        link: textOf(form, 'link'),
      },
      actor,
      now,
    ),
  'confirm-mark': (code, form, actor, now) => confirmMark(code, markOf(form), actor, now),
  'decline-mark': (code, form, actor, now) => declineMark(code, markOf(form), actor, now),
  'end-mark': (code, form, actor, now) => endMark(code, markOf(form), actor, now),
  note: (code, form, actor, now) => writeNote(code, { words: textOf(form, 'words') }, actor, now),
  visit: (code, form, actor, now) =>
    revisit(
      code,
      {
        outcome: outcomeOf(form),
        words: textOf(form, 'words'),
        code: textOf(form, 'code') || undefined,
      },
      actor,
      now,
    ),
  ...timeActs,
  ...superviseActs,
} as const satisfies Record<string, OfficeAct>;

export type OfficeActName = keyof typeof officeActs;

function templateOf(form: FormData): { templateId?: number } {
  const id = Number(textOf(form, 'template'));
  return Number.isSafeInteger(id) && id > 0 ? { templateId: id } : {};
}

function markOf(form: FormData): number {
  const id = Number(textOf(form, 'mark'));
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
  return id;
}

function replyOf(form: FormData): number {
  const id = Number(textOf(form, 'reply'));
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
  return id;
}

function outcomeOf(form: FormData): VisitOutcome {
  const outcome = visitOutcomes.find((each) => each === textOf(form, 'outcome'));
  if (!outcome) throw new Refusal('invalid', { faults: [{ field: 'outcome', code: 'required' }] });
  return outcome;
}
