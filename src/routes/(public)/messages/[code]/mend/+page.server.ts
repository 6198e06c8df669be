import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { mend } from '#server/life/intake/mend.ts';
import { formFaults, textIn } from '../../../form-faults.ts';
import { codeAtDoor, ownAtDoor } from '../own-door.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The words as written, and why they were not shown. */
export const load: PageServerLoad = async (event) => {
  const door = await ownAtDoor(event);
  const { title = '', body = '', place = '', remark = '', name = '' } = door?.own ?? {};
  return {
    code: codeAtDoor(event.params.code),
    of: door?.own.title,
    written: { title, body, place, remark, name },
    rejection: door?.own.rejection ?? null,
    open: door ? door.steps.mend : true,
  };
};

/** The author sends the mended words again. */
export const actions: Actions = {
  default: async ({ request, params, locals }) => {
    const form = await request.formData();
    const text = (name: string): string => textIn(form, name);
    const values = {
      title: text('title'),
      body: text('body'),
      place: text('place'),
      remark: text('remark'),
      name: text('name'),
    };
    const code = codeAtDoor(params.code);
    try {
      await mend(code, values, locals.actor, now());
    } catch (error) {
      const { status, faults } = formFaults(error, locals.lang);
      return fail(status, { values, faults });
    }
    return redirect(303, `/messages/${code}?done=mended`);
  },
};
