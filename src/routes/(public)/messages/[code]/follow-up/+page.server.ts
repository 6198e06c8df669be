import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { followUp } from '#server/life/citizen/follow-up.ts';
import { formFaults, textIn } from '../../../form-faults.ts';
import { codeAtDoor, ownAtDoor } from '../own-door.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What an author may write again, and of which kinds. */
export const load: PageServerLoad = async (event) => {
  const door = await ownAtDoor(event);
  const { title, state } = door?.own ?? {};
  return {
    code: codeAtDoor(event.params.code),
    title,
    handling: state?.handling,
    steps: door?.steps ?? null,
  };
};

/** The author writes again. */
export const actions: Actions = {
  default: async ({ request, params, locals }) => {
    const form = await request.formData();
    const values = { type: textIn(form, 'type'), text: textIn(form, 'text') };
    const code = codeAtDoor(params.code);
    const done = await (async () => {
      try {
        const { state } = await followUp(code, values, locals.actor, now());
        return state.handling === 'in-progress' && reopening.has(values.type) ? 'reopened' : 'followed-up';
      } catch (error) {
        const { status, faults } = formFaults(error, locals.lang);
        return fail(status, { values, faults });
      }
    })();
    return typeof done === 'string' ? redirect(303, `/messages/${code}?done=${done}`) : done;
  },
};

const reopening = new Set(['not-settled', 'question']);
