import { type Urgency, urgencies } from '#domain/message.ts';
import type { Until } from '#domain/pausing.ts';
import { Refusal } from '#domain/refusal.ts';
import { askCitizen } from '#server/life/clocks/ask-citizen.ts';
import { askExtension } from '#server/life/clocks/ask-extension.ts';
import { changeUrgency, putOnFastTrack } from '#server/life/clocks/change-urgency.ts';
import { resume } from '#server/life/clocks/resume.ts';
import { textOf } from '../../text-of.ts';
import type { OfficeAct } from './office-act.ts';

/** What an office can do about the time of a case, by the name under which its form is sent. */
export const timeActs = {
  pause: (code, form, actor, now) =>
    askCitizen(code, { words: textOf(form, 'words'), ...untilOf(form) }, actor, now),
  resume: (code, _form, actor, now) => resume(code, actor, now),
  'ask-extension': (code, form, actor, now) =>
    askExtension(
      code,
      { words: textOf(form, 'words'), internal: textOf(form, 'internal'), ...untilOf(form) },
      actor,
      now,
    ),
  urgency: (code, form, actor, now) =>
    changeUrgency(code, { to: urgencyOf(form), words: textOf(form, 'words') }, actor, now),
  'fast-track': (code, _form, actor, now) => putOnFastTrack(code, actor, now),
} as const satisfies Record<string, OfficeAct>;

function untilOf(form: FormData): Until {
  const hours = textOf(form, 'hours').trim();
  return hours === '' ? { on: textOf(form, 'on').trim() } : { hours: Number(hours) };
}

function urgencyOf(form: FormData): Urgency {
  const to = urgencies.find((each) => each === textOf(form, 'to'));
  if (!to) throw new Refusal('invalid', { faults: [{ field: 'to', code: 'required' }] });
  return to;
}
