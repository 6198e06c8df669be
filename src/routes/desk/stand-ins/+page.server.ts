import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { dayOf } from '#domain/calendar.ts';
import { now } from '#server/clock.ts';
import { agreeToStandIn, endStandIn, nameStandIn } from '#server/life/people/stand-in.ts';
import { board } from '#server/views/board.ts';
import { standIns } from '#server/views/desk/stand-ins.ts';
import { admit, type Staff } from '../admit.ts';
import { refused } from '../refused.ts';
import { refuseUnlessFresh } from '../way-in.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const dones = ['named', 'asked', 'agreed', 'ended'] as const;

/** Who stands in for whom, and a form to name somebody. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const at = now();
  const { items, offices } = await standIns(board(), staff, at);
  const wanted = Number(searchParams.get('office'));
  const office = offices.find(({ id }) => id === wanted) ?? offices[0] ?? null;
  const done = dones.find((each) => each === searchParams.get('done')) ?? null;
  return {
    items,
    offices: offices.map(({ id, name }) => ({ id, name })),
    office,
    done,
    at,
    today: dayOf(at),
    myId: staff.staffId,
  };
};

export const actions: Actions = {
  name: (event) =>
    answering(event, async (form, staff) => {
      const [officeId, deputyId] = [idIn(form, 'office'), idIn(form, 'deputy')];
      const absentId = idIn(form, 'absent') || staff.staffId;
      const days = { fromOn: textOf(form, 'fromOn'), toOn: textOf(form, 'toOn') };
      const { settled } = await nameStandIn({ officeId, absentId, deputyId, ...days }, staff, now());
      return settled ? 'named' : 'asked';
    }),
  agree: (event) =>
    answering(event, async (form, staff) => {
      await agreeToStandIn(idIn(form, 'standIn'), staff, now());
      return 'agreed';
    }),
  end: (event) =>
    answering(event, async (form, staff) => {
      await endStandIn(idIn(form, 'standIn'), staff, now());
      return 'ended';
    }),
};

async function answering(
  event: RequestEvent,
  work: (form: FormData, staff: Staff) => Promise<(typeof dones)[number]>,
) {
  const staff = admit(event);
  const form = await event.request.formData();
  let done: string;
  try {
    // A duty that somebody lends lasts for days.
    await refuseUnlessFresh(event, now());
    done = await work(form, staff);
  } catch (error) {
    const no = refused(error, event.locals.lang);
    const values = Object.fromEntries(
      ['absent', 'deputy', 'fromOn', 'toOn'].map((each) => [each, textOf(form, each)]),
    );
    return fail(no.status, { values, ...no.shown });
  }
  const office = textOf(form, 'office');
  redirect(303, `/desk/stand-ins?${new URLSearchParams({ ...(office && { office }), done })}`);
}

function idIn(form: FormData, field: string): number {
  const id = Number(textOf(form, field));
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}
