import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { withdraw } from '#server/life/intake/withdraw.ts';
import { formFaults, textIn } from '../../../form-faults.ts';
import { codeAtDoor, ownAtDoor } from '../own-door.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What withdrawing would mean for this message now. */
export const load: PageServerLoad = async (event) => {
  const door = await ownAtDoor(event);
  return {
    code: codeAtDoor(event.params.code),
    title: door?.own.title,
    way: door ? door.steps.withdraw : 'end',
  } as const;
};

/** The author takes the message back. */
export const actions: Actions = {
  default: async ({ request, params, locals }) => {
    const values = { words: textIn(await request.formData(), 'words') };
    const code = codeAtDoor(params.code);
    const done = await (async () => {
      try {
        const { state } = await withdraw(code, values.words, locals.actor, now());
        return state.handling === 'closed' ? 'withdrawn' : 'hidden';
      } catch (error) {
        const { status, faults } = formFaults(error, locals.lang);
        return fail(status, { values, faults });
      }
    })();
    return typeof done === 'string' ? redirect(303, `/messages/${code}?done=${done}`) : done;
  },
};
