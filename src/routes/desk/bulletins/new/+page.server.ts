import { fail, redirect } from '@sveltejs/kit';
import { bulletinKinds } from '#domain/bulletins.ts';
import { addDays, dayOf } from '#domain/calendar.ts';
import { now } from '#server/clock.ts';
import { draftCircular } from '#server/life/bulletins/draft-circular.ts';
import { draftNotice } from '#server/life/bulletins/draft-notice.ts';
import { draftSpecialReport } from '#server/life/bulletins/draft-special-report.ts';
import { board } from '#server/views/board.ts';
import { speakingOffices } from '#server/views/desk/bulletins.ts';
import { dutyOffices } from '#server/views/desk/duty-offices.ts';
import { admit } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import { typedBulletin, wholeOf } from '../bulletin-form.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** A new notice, or a circular from the numbers of last month. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const speaking = speakingOffices(staff);
  const offices = (await dutyOffices(board(), staff)).filter(({ id }) => speaking.includes(id));
  const asked = event.url.searchParams.get('kind');
  const kind = bulletinKinds.find((each) => each === asked) ?? 'notice';
  const codes = codesIn(event.url.searchParams.getAll('codes').join(' '));
  return { kind, codes, offices, period: lastMonth(dayOf(now())) };
};

export const actions: Actions = {
  notice: async ({ request, locals }) => {
    const form = await request.formData();
    const typed = typedBulletin(form);
    let made: { bulletinId: number };
    try {
      const given = { ...typed, remindAfter: Number(typed.remindAfter) };
      made = await draftNotice(wholeOf(form, 'office'), given, locals.actor, now());
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { typed, codes: '', office: wholeOf(form, 'office'), ...no.shown });
    }
    redirect(303, `/desk/bulletins/${made.bulletinId}`);
  },
  report: async ({ request, locals }) => {
    const form = await request.formData();
    const typed = typedBulletin(form);
    const codes = textOf(form, 'codes');
    let made: { bulletinId: number };
    try {
      const given = { title: typed.title, body: typed.body, codes: codesIn(codes) };
      made = await draftSpecialReport(wholeOf(form, 'office'), given, locals.actor, now());
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { typed, codes, office: wholeOf(form, 'office'), ...no.shown });
    }
    redirect(303, `/desk/bulletins/${made.bulletinId}`);
  },
  circular: async ({ request, locals }) => {
    const form = await request.formData();
    const typed = typedBulletin(form);
    let made: { bulletinId: number };
    try {
      const ask = { scopes: typed.scopes, period: { from: typed.from, to: typed.to } };
      made = await draftCircular(wholeOf(form, 'office'), ask, locals.actor, now());
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { typed, codes: '', office: wholeOf(form, 'office'), ...no.shown });
    }
    redirect(303, `/desk/bulletins/${made.bulletinId}`);
  },
};

/** The public codes in what somebody typed or a queue handed over, however they are set apart. */
function codesIn(text: string): string[] {
  return text.replaceAll(/(?<=\d) (?=\d{4}(?!\d))/g, '').match(/\d{12}/g) ?? [];
}

function lastMonth(today: string): { from: string; to: string } {
  const to = addDays(`${today.slice(0, 7)}-01`, -1);
  return { from: `${to.slice(0, 7)}-01`, to };
}
