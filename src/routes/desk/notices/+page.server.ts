import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { keepPhone } from '#server/life/people/keep-phone.ts';
import { readStaffNotices } from '#server/life/people/read-staff-notices.ts';
import { board } from '#server/views/board.ts';
import { ownPhone } from '#server/views/desk/own-phone.ts';
import { staffNotices } from '#server/views/desk/staff-notices.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const rows = 30;

/** What one was told, unread first unless all is asked for, and the phone for what cannot wait. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const all = searchParams.get('tab') === 'all';
  const asked = searchParams.get('offset') ?? '';
  const offset = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  const [list, phone] = await Promise.all([
    staffNotices(board(), staff, { unread: !all, limit: rows, offset }),
    ownPhone(staff),
  ]);
  const done = ['kept', 'forgotten'].find((each) => each === searchParams.get('done')) ?? null;
  return { ...list, all, offset, limit: rows, phone, done, at: now() };
};

export const actions: Actions = {
  read: async ({ request, locals, url }) => {
    const id = Number(textOf(await request.formData(), 'id'));
    await readStaffNotices({ id: Number.isSafeInteger(id) && id > 0 ? id : null }, locals.actor, now());
    redirect(303, back(url));
  },
  phone: (event) => phone(event, textOf),
  forget: (event) => phone(event, () => ''),
};

async function phone({ request, locals }: RequestEvent, typed: (form: FormData, name: string) => string) {
  const number = typed(await request.formData(), 'phone');
  if (locals.actor.kind !== 'staff') redirect(303, '/desk/sign-in?back=/desk/notices');
  try {
    // Deleting has a button of its own: an empty field is a slip.
    if (typed === textOf && number.trim() === '')
      throw new Refusal('invalid', { faults: [{ field: 'phone', code: 'wrong-phone' }] });
    await keepPhone({ staffId: locals.actor.staffId, phone: number }, locals.actor, now());
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, { typed: number, ...no.shown });
  }
  redirect(303, `/desk/notices?done=${number.trim() === '' ? 'forgotten' : 'kept'}`);
}

function back(url: URL): string {
  return url.searchParams.get('tab') === 'all' ? '/desk/notices?tab=all' : '/desk/notices';
}
