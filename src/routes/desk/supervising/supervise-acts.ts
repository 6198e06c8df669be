import type { Actor } from '#domain/actor.ts';
import { type DossierResult, dossierResults } from '#domain/supervising.ts';
import { Refusal } from '#domain/refusal.ts';
import { closeDossier, escalate } from '#server/life/supervision/end-dossier.ts';
import { openDossier } from '#server/life/supervision/open-dossier.ts';
import { urge } from '#server/life/supervision/urge.ts';
import { replyInDossier, reportInDossier } from '#server/life/supervision/write-in-dossier.ts';
import { textOf } from '../text-of.ts';

type Act = (code: string, form: FormData, actor: Actor, now: Date) => Promise<unknown>;

/** What supervisors and those supervised do on a case, by the name under which its form is sent. */
export const superviseActs = {
  urge: (code, form, actor, now) => urge(code, textOf(form, 'words'), actor, now),
  'open-dossier': (code, form, actor, now) =>
    openDossier(code, { demand: textOf(form, 'demand'), dueOn: dayOf(form) }, actor, now),
  'report-dossier': (code, form, actor, now) => reportInDossier(code, textOf(form, 'words'), actor, now),
  'reply-dossier': (code, form, actor, now) =>
    replyInDossier(code, { words: textOf(form, 'words'), dueOn: dayOf(form) }, actor, now),
  escalate: (code, form, actor, now) => escalate(code, textOf(form, 'words'), actor, now),
  'close-dossier': (code, form, actor, now) =>
    closeDossier(code, { result: resultOf(form), words: textOf(form, 'words') }, actor, now),
} as const satisfies Record<string, Act>;

export type SuperviseActName = keyof typeof superviseActs;

function dayOf(form: FormData): string | undefined {
  return textOf(form, 'dueOn') || undefined;
}

function resultOf(form: FormData): DossierResult {
  const result = dossierResults.find((each) => each === textOf(form, 'result'));
  if (!result) throw new Refusal('invalid', { faults: [{ field: 'result', code: 'required' }] });
  return result;
}
