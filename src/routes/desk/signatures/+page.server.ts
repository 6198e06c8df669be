import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/actor.ts';
import type { Kind, Urgency } from '#domain/message.ts';
import { now } from '#server/clock.ts';
import { endSignatures, setSignatures } from '#server/life/replies/set-signatures.ts';
import { board } from '#server/views/board.ts';
import { findOffices } from '#server/views/desk/find-in-directory.ts';
import { signatureRules } from '#server/views/desk/signature-rules.ts';
import { admit } from '../admit.ts';
import { refused, type Refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const acts = ['set', 'end'] as const;

/** What an act on a rule answers with when its page is shown again. */
export interface RuleAnswer extends Partial<Refused> {
  values: Record<string, string>;
  /** Offices whose name holds the words looked for. */
  offices?: { id: number; name: string }[];
}

/** The rules of how many sign, for operators. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const rules = await signatureRules(board(), staff);
  const done = acts.find((act) => act === event.url.searchParams.get('done')) ?? null;
  return { rules, done, at: now() };
};

export const actions: Actions = {
  /** Looks for offices by a part of their name; the form stays as it was. */
  find: (event) => answering(event, async () => undefined),
  set: (event) =>
    answering(event, async (form, actor) => {
      const office = textOf(form, 'office');
      const rule = {
        officeId: office === '' ? null : Number(office),
        kind: (textOf(form, 'kind') || null) as Kind | null,
        urgency: (textOf(form, 'urgency') || null) as Urgency | null,
        signatures: Number(textOf(form, 'signatures')),
      };
      await setSignatures(rule, actor, now());
      return 'set';
    }),
  end: (event) =>
    answering(event, async (form, actor) => {
      await endSignatures(Number(textOf(form, 'rule')) || 0, actor, now());
      return 'end';
    }),
};

async function answering(
  { request, locals }: RequestEvent<Record<string, string>>,
  work: (form: FormData, actor: Actor) => Promise<string | undefined>,
) {
  const form = await request.formData();
  const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
  const offices = await officesIn(values, locals.actor);
  let done: string | undefined;
  try {
    done = await work(form, locals.actor);
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, { values, ...offices, ...no.shown } satisfies RuleAnswer);
  }
  if (done) redirect(303, `/desk/signatures?done=${done}`);
  return { values, ...offices } satisfies RuleAnswer;
}

async function officesIn(values: Record<string, string>, actor: Actor): Promise<Pick<RuleAnswer, 'offices'>> {
  const wanted = (values['officeWords'] ?? '').trim();
  if (wanted === '' || actor.kind !== 'staff') return {};
  return { offices: await findOffices(board(), wanted, actor) };
}
