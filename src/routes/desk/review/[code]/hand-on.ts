import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { transferOn } from '#server/life/handling/transfer/transfer-on.ts';
import { board } from '#server/views/board.ts';
import { findUnits, type FoundUnit } from '#server/views/desk/find-units.ts';
import { reviewWays } from '#server/views/desk/review-ways.ts';
import type { Staff } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { handOnValues, type HandOnValues, type ReviewAnswer } from '../answer.ts';
import { nextAddress } from '../next-address.ts';

type Event = RequestEvent<{ code: string }>;

/** Hands a returned message on and goes on to the next; a name that fits several offices comes back with them. */
export async function handOn(event: Event) {
  const { locals, params, request, url } = event;
  const typed = handOnValues(await request.formData());
  const answer: ReviewAnswer = { act: 'hand-on', handOn: typed };
  let next: string;
  try {
    const staff = staffOf(event);
    const chosen = isLookedUp(typed)
      ? { id: numberOf(typed.office) }
      : await theOne(params.code, typed, staff);
    if ('found' in chosen) return fail(422, answered(answer, chosen.found));
    const at = now();
    const given = { office: chosen.id, words: typed.words, onlyReturned: true };
    const path = `/desk/review/${params.code}`;
    next = await nextAddress({ url, path, flash: { done: 'handed-on' } }, staff, at);
    await transferOn(params.code, given, staff, at);
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, { ...answer, ...no.shown });
  }
  redirect(303, next);
}

/** Looks offices up by a part of their name; nothing is sent. */
export async function findOffice(event: Event) {
  const typed = handOnValues(await event.request.formData());
  const answer: ReviewAnswer = { act: 'find', handOn: typed };
  try {
    const staff = staffOf(event);
    if (typed.unit === '') throw fault('required');
    const found = await near(event.params.code, typed.unit, staff);
    if (found.length === 0) throw fault('unknown-office');
    return answered(answer, found);
  } catch (error) {
    const no = refused(error, event.locals.lang);
    return fail(no.status, { ...answer, ...no.shown });
  }
}

// A name that was typed after the list was drawn counts more than the choice that stood there before.
function isLookedUp({ unit, lookedUp }: HandOnValues): boolean {
  return unit === '' || unit === lookedUp;
}

/** Exactly that name, or the only one that fits; otherwise what was found. */
async function theOne(
  code: string,
  { unit }: HandOnValues,
  staff: Staff,
): Promise<{ id: number } | { found: FoundUnit[] }> {
  const found = await near(code, unit, staff);
  const [first] = found;
  if (!first) throw fault('unknown-office');
  return found.length === 1 || first.name === unit ? { id: first.id } : { found };
}

async function near(code: string, words: string, staff: Staff): Promise<FoundUnit[]> {
  const { returned } = await reviewWays(board(), code, staff);
  return findUnits(board(), { words, nearId: returned?.transfers.at(-1)?.to.id ?? null }, staff);
}

function answered(answer: ReviewAnswer, found: FoundUnit[]): ReviewAnswer {
  const { handOn } = answer;
  if (!handOn) return answer;
  const office = found.some(({ id }) => String(id) === handOn.office) ? handOn.office : '';
  return { ...answer, found, handOn: { ...handOn, office, lookedUp: handOn.unit } };
}

function staffOf({ locals }: Event): Staff {
  if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
  return locals.actor;
}

function numberOf(office: string): number {
  if (!/^[1-9]\d{0,14}$/.test(office)) throw fault('required');
  return Number(office);
}

function fault(code: 'required' | 'unknown-office'): Refusal {
  return new Refusal('invalid', { faults: [{ field: 'office', code }] });
}
