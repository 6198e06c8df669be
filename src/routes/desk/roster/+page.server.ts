import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { copyWeek } from '#server/life/roster/copy-week.ts';
import { leaveNote } from '#server/life/roster/leave-note.ts';
import { makeShift } from '#server/life/roster/make-shift.ts';
import { takeBackShift } from '#server/life/roster/take-back-shift.ts';
import { board } from '#server/views/board.ts';
import { handOverNotes } from '#server/views/desk/hand-over-notes.ts';
import { roster } from '#server/views/desk/roster.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { dayAsked, officeOf, shiftIn, valuesIn } from './roster-form.ts';

/** Who is on duty at an office in one week, and what they left for each other. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const at = now();
  const office = searchParams.get('office');
  const found = await roster(board(), staff, { officeId: officeOf(office), day: dayAsked(searchParams) }, at);
  const notes = found ? await handOverNotes(board(), staff, found.office.id, at) : [];
  const done = ['shift', 'back', 'copy', 'note'].find((act) => act === searchParams.get('done')) ?? null;
  const counts = { made: searchParams.get('made') ?? '0', left: searchParams.get('left') ?? '0' };
  return { roster: found ?? null, notes, at, done, counts, myId: staff.staffId };
};

export const actions: Actions = {
  shift: (event) =>
    answering(event, 'shift', async (form, officeId, { locals }) => {
      await makeShift(officeId, shiftIn(form), locals.actor, now());
      return {};
    }),
  back: (event) =>
    answering(event, 'back', async (form, officeId, { locals }) => {
      await takeBackShift({ officeId, shiftId: Number(textOf(form, 'shift')) || 0 }, locals.actor, now());
      return {};
    }),
  copy: (event) =>
    answering(event, 'copy', async (form, officeId, { locals }) => {
      const { made, left } = await copyWeek({ officeId, week: weekIn(form) }, locals.actor, now());
      return { made: String(made), left: String(left) };
    }),
  note: (event) =>
    answering(event, 'note', async (form, officeId, { locals }) => {
      const note = { officeId, queue: textOf(form, 'queue'), text: textOf(form, 'text') };
      await leaveNote(note, locals.actor, now());
      return {};
    }),
};

type Event = RequestEvent<Record<string, string>>;

/** Does one act and shows the same week again; what is refused comes back with what was typed. */
async function answering(
  event: Event,
  act: string,
  work: (form: FormData, officeId: number, event: Event) => Promise<Record<string, string>>,
) {
  const form = await event.request.formData();
  const office = officeOf(textOf(form, 'office'));
  let told: Record<string, string>;
  try {
    if (office === null) throw new Refusal('not-found');
    told = await work(form, office, event);
  } catch (error) {
    const no = refused(error, event.locals.lang);
    return fail(no.status, { act, values: valuesIn(form), ...no.shown });
  }
  const day = dayAsked(new URLSearchParams({ day: weekIn(form) }));
  redirect(
    303,
    `/desk/roster?${new URLSearchParams({ office: String(office), ...(day && { day }), done: act, ...told })}`,
  );
}

function weekIn(form: FormData): string {
  const week = textOf(form, 'week');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(week)) throw new Refusal('malformed');
  return week;
}
