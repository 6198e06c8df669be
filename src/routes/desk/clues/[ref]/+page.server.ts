import { fail, redirect } from '@sveltejs/kit';
import { isClueStep } from '#domain/clues/steps.ts';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { takeClueStep } from '#server/life/clues/take-clue-step.ts';
import { board } from '#server/views/board.ts';
import { requireClueFacts } from '#server/views/desk/clues/clue-facts.ts';
import { childRegions } from '#server/views/regions.ts';
import { keyRoom } from '#server/views/desk/clues/key-room.ts';
import { admit } from '../../admit.ts';
import { refused } from '../../refused.ts';
import { textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** Where one clue stands; what it says is asked for by the browser, when the look is written down. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const at = now();
  const clue = await requireClueFacts(board(), staff, event.params.ref, at);
  const [{ keys }, regions] = await Promise.all([keyRoom(board(), staff, at), childRegions(board(), null)]);
  const provinces = Object.fromEntries(regions.map(({ code, name }) => [code, name]));
  return { clue, keys, provinces, at, done: event.url.searchParams.has('done') };
};

export const actions: Actions = {
  /** A step that needs no sealed words. */
  step: async (event) => {
    const form = await event.request.formData();
    const [step, code, group] = [textOf(form, 'step'), textOf(form, 'code'), textOf(form, 'group')];
    const { ref } = event.params;
    try {
      if (!isClueStep(step)) throw new Refusal('malformed');
      const given = { code: code || undefined, group: group || undefined };
      await takeClueStep({ ref, step }, given, event.locals.actor, now());
    } catch (error) {
      const no = refused(error, event.locals.lang);
      return fail(no.status, { ...no.shown, step });
    }
    // Whoever stepped back does not come back to the clue.
    redirect(303, step === 'declare-conflict' ? '/desk/clues' : `/desk/clues/${ref}?done`);
  },
};
