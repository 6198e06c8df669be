import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { support, takeBackSupport } from '#server/life/joining-in/support.ts';
import { board } from '#server/views/board.ts';
import { messagePage } from '#server/views/message-page.ts';
import { ownStanding } from '#server/views/mine/own-standing.ts';
import { takenDown } from '#server/views/taken-down.ts';
import { unsent } from '#ui/unsent.ts';
import { formFaults, textIn } from '../../../form-faults.ts';
import { citizenAtDoor } from '../../../citizen-at-door.ts';
import { codeAtDoor } from '../own-door.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** “This happened to me too”: what it means, for whoever has just signed in. */
export const load: PageServerLoad = async (event) => {
  const code = codeAtDoor(event.params.code);
  const page = await messagePage(board(), code);
  if (!page) throw await takenDown(board(), code);
  citizenAtDoor(event);
  return unsent({ code, title: page.title, standing: await ownStanding(code, event.locals.actor) });
};

export const actions: Actions = {
  /** Says it, or takes it back; whoever is not signed in does that first and comes back to this page. */
  default: async (event) => {
    const code = codeAtDoor(event.params.code);
    citizenAtDoor(event);
    const deed = textIn(await event.request.formData(), 'deed');
    try {
      if (deed === 'back') await takeBackSupport(code, event.locals.actor);
      else await support(code, event.locals.actor, now());
    } catch (error) {
      const { status, faults } = formFaults(error, event.locals.lang);
      return fail(status, { faults });
    }
    redirect(303, `/messages/${code}#joining`);
  },
};
