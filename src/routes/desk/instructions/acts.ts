import type { Actor } from '#domain/actor.ts';
import { acceptReport, sendReportBack } from '#server/life/instructing/decide-report.ts';
import { instruct, type Instruction } from '#server/life/instructing/instruct.ts';
import { keepDraft } from '#server/life/instructing/keep-draft.ts';
import { noteInstruction } from '#server/life/instructing/note-instruction.ts';
import { publishInstruction } from '#server/life/instructing/publish-instruction.ts';
import { markRead } from '#server/life/instructing/mark-read.ts';
import { reportInstruction } from '#server/life/instructing/report-instruction.ts';
import { takeInstructionBack } from '#server/life/instructing/take-back.ts';
import { textOf, textsOf } from '../text-of.ts';

type Act = (code: string, form: FormData, actor: Actor, now: Date) => Promise<unknown>;

/** What can be done about instructions, by the name under which its form is sent. */
export const instructionActs = {
  instruct: (code, form, actor, now) => instruct(code, instructionOf(form), actor, now),
  draft: (code, form, actor, now) => keepDraft(code, draftOf(form), actor, now),
  note: (code, form, actor, now) => noteInstruction(code, idOf(form), actor, now),
  report: (code, form, actor, now) =>
    reportInstruction(code, { id: idOf(form), words: textOf(form, 'words') }, actor, now),
  accept: (code, form, actor, now) => acceptReport(code, idOf(form), actor, now),
  'send-back': (code, form, actor, now) =>
    sendReportBack(
      code,
      { id: idOf(form), words: textOf(form, 'words'), reportOn: textOf(form, 'reportOn') },
      actor,
      now,
    ),
  'take-back': (code, form, actor, now) =>
    takeInstructionBack(code, { id: idOf(form), words: textOf(form, 'words') }, actor, now),
  publish: (code, form, actor, now) =>
    publishInstruction(code, { id: idOf(form), words: textOf(form, 'words') }, actor, now),
  read: (code, _form, actor, now) => markRead(code, actor, now),
} as const satisfies Record<string, Act>;

/** The name of one of them. */
export type InstructionActName = keyof typeof instructionActs;

function idOf(form: FormData): number {
  const id = Number(textOf(form, 'id'));
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}

function instructionOf(form: FormData): Instruction {
  const passedOn = Number(textOf(form, 'passedOn'));
  return {
    to: addressed(form),
    words: textOf(form, 'words'),
    reportOn: dayOf(form),
    ...(passedOn > 0 && { passedOn }),
  };
}

function draftOf(form: FormData) {
  return { to: textsOf(form, 'to'), words: textOf(form, 'words'), reportOn: dayOf(form) };
}

function dayOf(form: FormData): string {
  const chosen = textOf(form, 'reportOn');
  return chosen === 'other' ? textOf(form, 'otherDay') : chosen;
}

function addressed(form: FormData): Instruction['to'] {
  return textsOf(form, 'to').flatMap((value): Instruction['to'] => {
    const [what, id] = value.split(':');
    const number = Number(id);
    if (!Number.isSafeInteger(number) || number <= 0) return [];
    return what === 'post' ? [{ post: number }] : [{ office: number }];
  });
}
