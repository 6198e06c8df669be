import { kindFaults, nameFaults, wordFaults } from './check-submission.ts';
import type { Draft } from './draft.ts';
import { limits } from './message.ts';
import { readPhone } from './phone.ts';
import { isPlaceApart, officeWords } from './draft-submission.ts';
import type { FieldFault } from './refusal.ts';
import type { RefusalCode } from './refusals.ts';
import { tidy } from './text.ts';

/** The stages of the form in order, each a page of its own. */
export const draftStages = ['leader', 'matter', 'words', 'pictures', 'person', 'preview'] as const;
export type DraftStage = (typeof draftStages)[number];

const stageOf: Record<string, DraftStage> = {
  leader: 'leader',
  kind: 'matter',
  topic: 'matter',
  title: 'words',
  body: 'words',
  place: 'words',
  remark: 'words',
  visibility: 'words',
  pictures: 'pictures',
  name: 'person',
  phone: 'person',
  code: 'person',
};

/** On which page a field stands. */
export function stageOfField(field: string): DraftStage {
  return stageOf[field.split(/[.[]/, 1)[0] ?? ''] ?? 'preview';
}

/** The moment, and whether the writer is signed in, so that no phone need be confirmed. */
export interface Standing {
  signedIn: boolean;
  now: Date;
}

/** What is wrong with one stage by itself; empty when it is done. */
export function stageFaults(draft: Draft, stage: DraftStage, standing: Standing): FieldFault[] {
  switch (stage) {
    case 'leader':
      return draft.leader === null ? [{ field: 'leader', code: 'required' }] : [];
    case 'matter':
      return [...kindFaults(draft.kind), ...(draft.topic === null ? [fault('topic', 'required')] : [])];
    case 'words':
      return wordsStageFaults(draft);
    case 'pictures':
      return draft.pictures.length > limits.pictures ? [fault('pictures', 'too-many-pictures')] : [];
    case 'person':
      return [...nameFaults(draft.name), ...phoneFaults(draft, standing)];
    case 'preview':
      return [];
  }
}

/** What was refused at the end and concerns this stage. */
export function notedFaults(draft: Draft, stage: DraftStage): FieldFault[] {
  return draft.faults
    .filter(({ field }) => stageOfField(field) === stage)
    .map((each) => ({ ...each, code: each.code as RefusalCode }));
}

/** The first stage that still needs the writer; the preview when all are done. */
export function openStage(draft: Draft, standing: Standing): DraftStage {
  const open = draftStages.find(
    (stage) => stageFaults(draft, stage, standing).length > 0 || notedFaults(draft, stage).length > 0,
  );
  return open ?? 'preview';
}

/** Is the phone of this draft confirmed, and the confirmation still good? */
export function isConfirmed(draft: Draft, { signedIn, now }: Standing): boolean {
  if (signedIn && !draft.otherPhone) return true;
  const { confirmed } = draft;
  return confirmed !== null && confirmed.until > now.getTime() && confirmed.phone === readPhone(draft.phone);
}

function wordsStageFaults(draft: Draft): FieldFault[] {
  const words = {
    title: tidy(draft.title),
    body: tidy(draft.body),
    place: tidy(draft.place),
    remark: tidy(draft.remark),
    pictures: [],
  };
  const faults = wordFaults(words);
  if (faults.some(({ field }) => field === 'remark') || !isPlaceApart(draft)) return faults;
  // A place that stays with the office travels with the remark, and both share its room.
  const together = wordFaults({ ...words, title: '', body: '', place: '', remark: officeWords(draft) });
  return [...faults, ...together.filter(({ field }) => field === 'remark')];
}

function phoneFaults(draft: Draft, standing: Standing): FieldFault[] {
  if (isConfirmed(draft, standing)) return [];
  if (draft.phone.trim() === '') return [fault('phone', 'required')];
  return [fault('phone', readPhone(draft.phone) === undefined ? 'wrong-phone' : 'verification-needed')];
}

function fault(field: string, code: RefusalCode): FieldFault {
  return { field, code };
}
