import { fail, redirect } from '@sveltejs/kit';
import { nameFaults } from '#domain/check-submission.ts';
import { isConfirmed } from '#domain/draft-stages.ts';
import type { Draft } from '#domain/draft.ts';
import { maskPhone, readPhone } from '#domain/phone.ts';
import { tidy } from '#domain/text.ts';
import { now } from '#server/clock.ts';
import { type OpenDraft, saveStage, type StagePatches } from '#server/life/intake/draft.ts';
import { ownEnterprise } from '#server/views/mine/enterprise.ts';
import { words } from '#ui/words/words.ts';
import { errorsOf, type StageError } from '#ui/write/stage-error.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { askForCode, type Confirming, tryCode } from '../confirm-phone.ts';
import {
  carryDraft,
  enterStage,
  keyAtDoor,
  type Knock,
  pathAfter,
  pathBefore,
  sentPath,
  standingOf,
} from '../draft-at-door.ts';
import { matterLine } from '../matter-line.ts';
import { notedErrors } from '../noted-errors.ts';
import { proofAtDoor, proofIn } from '../../proof-at-door.ts';
import { readStageForm, type StageForm } from '../read-stage-form.ts';

/** The stage of the person: real name, phone, and the code that confirms it. */
export const load: PageServerLoad = async (event) => {
  const open = await enterStage(event, 'person');
  const { draft } = open;
  const w = words(event.locals.lang);
  return {
    line: await matterLine(draft, w),
    name: draft.name,
    phone: draft.phone,
    step: stepOf(draft, event),
    masked: maskPhone(readPhone(draft.phone) ?? ''),
    shownCode: draft.verification?.shown ?? null,
    confirmedUntil: draft.confirmed ? new Date(draft.confirmed.until) : null,
    signedIn: standingOf(event).signedIn,
    enterprise: await enterpriseOf(draft, event),
    asEnterprise: draft.asEnterprise,
    revision: draft.revision,
    savedAt: open.savedAt,
    errors: notedErrors(open, 'person', w),
    edit: event.url.searchParams.has('edit'),
    proof: await proofToAsk(draft, event),
  };
};

// Only a page from which a code can be asked for asks for it.
async function proofToAsk(draft: Draft, event: Knock & Parameters<typeof proofAtDoor>[0]) {
  const step = stepOf(draft, event);
  return step === 'phone' || step === 'code' ? proofAtDoor(event, 'code') : null;
}

/** Each button of the page; whichever is pressed, the name typed so far is kept. */
export const actions: Actions = {
  default: async (event) => {
    const form = await readStageForm(event.request);
    const open = await save(event, typedIn(form));
    const w = words(event.locals.lang);
    const asking = { address: event.getClientAddress(), now: now(), w, proof: proofIn(form.text) };
    if (!form.isCurrent) return refuse(409, [], { code: '', stale: true });
    const nameErrors = errorsOf(nameFaults(open.draft.name), w);
    const code = form.text('code');
    switch (form.deed) {
      case 'back':
        return redirect(303, pathBefore('person'));
      case 'other':
        await save(event, { otherPhone: true, phone: '', verification: null, confirmed: null });
        return again(event);
      case 'own':
        await save(event, { otherPhone: false });
        return again(event);
      case 'code':
        return settle(event, await askForCode(open.draft, asking), { nameErrors, code, goOn: false });
      case 'next':
        if (isConfirmed(open.draft, standingOf(event))) {
          if (nameErrors.length > 0) return refuse(422, nameErrors, { code });
          return redirect(303, pathAfter('person', open, event));
        }
        return settle(event, await tryCode(open.draft, code, asking), { nameErrors, code, goOn: true });
      default:
        return refuse(409, [], { code, stale: true });
    }
  },
};

function refuse(
  status: number,
  errors: StageError[],
  { code, stale = false }: { code: string; stale?: boolean },
) {
  return fail(status, { errors, code, stale });
}

/** The certified enterprise for which the signed-in writer may write. */
async function enterpriseOf(draft: Draft, event: Knock): Promise<string | null> {
  const { actor } = event.locals;
  if (actor.kind !== 'citizen' || stepOf(draft, event) !== 'signed-in') return null;
  const own = await ownEnterprise(actor.citizenId);
  return own?.state === 'certified' ? own.name : null;
}

/** What the page asks of the writer just now. */
function stepOf(draft: Draft, event: Knock): 'signed-in' | 'confirmed' | 'code' | 'phone' {
  const standing = standingOf(event);
  if (standing.signedIn && !draft.otherPhone) return 'signed-in';
  if (isConfirmed(draft, standing)) return 'confirmed';
  return draft.verification && draft.verification.phone === readPhone(draft.phone) ? 'code' : 'phone';
}

// A page that asks for no phone sends none: the one typed before stays.
function typedIn(form: StageForm): StagePatches['person'] {
  // Only a page that offers the choice may change it.
  const choice = form.has('mayBeEnterprise') ? { asEnterprise: form.has('asEnterprise') } : {};
  const name = { name: tidy(form.text('name')), ...choice };
  return form.has('phone') ? { ...name, phone: form.text('phone').trim() } : name;
}

async function save(event: Knock, patch: StagePatches['person']): Promise<OpenDraft> {
  const key = keyAtDoor(event);
  const { outcome, open } = await saveStage(key, 'person', patch, { seen: 0, now: now() });
  if (outcome === 'sent') redirect(303, sentPath(open.draft.sent?.code ?? '', true));
  carryDraft(event, open);
  if (open.key.id !== key?.id) redirect(303, '/write?note=rescued');
  return open;
}

interface Wish {
  nameErrors: StageError[];
  code: string;
  /** Go on when all is right; otherwise show the page again. */
  goOn: boolean;
}

async function settle(event: Knock, confirming: Confirming, { nameErrors, code, goOn }: Wish) {
  if ('errors' in confirming) return refuse(422, [...nameErrors, ...confirming.errors], { code });
  const open = await save(event, confirming.patch);
  if (nameErrors.length > 0) return refuse(422, nameErrors, { code: '' });
  // A code that was only just sent has to be typed first.
  const isDone = goOn && isConfirmed(open.draft, standingOf(event));
  return isDone ? redirect(303, pathAfter('person', open, event)) : again(event);
}

function again(event: Knock): never {
  redirect(303, `/write/person${event.url.search}`);
}
