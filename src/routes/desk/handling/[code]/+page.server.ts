import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { reveal, type Revealable } from '#server/life/handling/reveal.ts';
import { officeQuery } from '#ui/desk/handling/office-address.ts';
import { admit, lostSession } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import { type OfficeAnswer, openCase } from '../opened-case.ts';
import { officePlace } from '../place.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { officeActs, type OfficeActName } from './acts.ts';
import { chainActs, type ChainActName } from './chain-acts.ts';
import { findingsIn } from './findings-in.ts';
import { resolveUnit, UnitChoice } from './resolve-unit.ts';
import { useTemplate } from './use-template.ts';

type Event = RequestEvent<{ code: string }>;

const acts = { ...officeActs, ...chainActs };

/** One case of the office, with what this officer may do. */
export const load: PageServerLoad = async (event) => {
  if (lostSession(event)) return { opened: null, done: null };
  const staff = admit(event);
  const done = Object.keys(acts).find((act) => act === event.url.searchParams.get('done'));
  return { opened: await openCase(event.params.code, staff, now()), done: done ?? null };
};

const chain = Object.fromEntries(
  (Object.keys(chainActs) as ChainActName[]).map((name) => [name, (event: Event) => act(event, name)]),
);

export const actions: Actions = {
  ...chain,
  accept: (event) => act(event, 'accept'),
  'pass-on': (event) => act(event, 'pass-on'),
  acknowledge: (event) => act(event, 'acknowledge'),
  collate: (event) => act(event, 'collate'),
  draft: (event) => act(event, 'draft'),
  approve: (event) => act(event, 'approve'),
  'send-back': (event) => act(event, 'send-back'),
  correct: (event) => act(event, 'correct'),
  note: (event) => act(event, 'note'),
  'propose-guidance': (event) => act(event, 'propose-guidance'),
  'propose-adopted': (event) => act(event, 'propose-adopted'),
  'confirm-mark': (event) => act(event, 'confirm-mark'),
  'decline-mark': (event) => act(event, 'decline-mark'),
  'end-mark': (event) => act(event, 'end-mark'),
  visit: (event) => act(event, 'visit'),
  pause: (event) => act(event, 'pause'),
  resume: (event) => act(event, 'resume'),
  'ask-extension': (event) => act(event, 'ask-extension'),
  urgency: (event) => act(event, 'urgency'),
  'fast-track': (event) => act(event, 'fast-track'),
  template: (event) => useTemplate(event),
  urge: (event) => act(event, 'urge'),
  'open-dossier': (event) => act(event, 'open-dossier'),
  'report-dossier': (event) => act(event, 'report-dossier'),
  'reply-dossier': (event) => act(event, 'reply-dossier'),
  escalate: (event) => act(event, 'escalate'),
  'close-dossier': (event) => act(event, 'close-dossier'),

  /** Shows one private value, once; the look is on record before the value is given. */
  reveal: async ({ locals, params, request }) => {
    const form = await request.formData();
    const [what, chosen, other] = ['what', 'reason', 'other'].map((name) => textOf(form, name));
    const reason = chosen === 'other' ? (other ?? '') : (chosen ?? '');
    try {
      const revealed = await reveal(params.code, { what: what as Revealable, reason }, locals.actor, now());
      return { act: 'reveal', revealed } satisfies OfficeAnswer;
    } catch (error) {
      const no = refused(error, locals.lang);
      const values = { reason: chosen ?? '', other: other ?? '' };
      return fail(no.status, { act: 'reveal', values, ...no.shown } satisfies OfficeAnswer);
    }
  },
};

/** Takes one step and shows the case anew; a refusal comes back with everything typed. */
async function act({ locals, params, request, url }: Event, name: OfficeActName | ChainActName) {
  const form = await request.formData();
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    await resolveUnit(form, locals.actor);
    await acts[name](params.code, form, locals.actor, now());
  } catch (error) {
    if (error instanceof UnitChoice)
      return fail(422, { act: name, values: typed(form), found: error.found } satisfies OfficeAnswer);
    const no = refused(error, locals.lang);
    const values = typed(form);
    const findings = await findingsIn(no.shown.refusal.code, params.code, values, locals.actor);
    return fail(no.status, { act: name, values, ...no.shown, ...findings } satisfies OfficeAnswer);
  }
  redirect(303, url.pathname + officeQuery(officePlace(url), { done: name }));
}

function typed(form: FormData): Record<string, string> {
  return Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
}
