import { fail } from '@sveltejs/kit';
import { asSearcher } from '#domain/searching/sought.ts';
import { now } from '#server/clock.ts';
import { searchMessages } from '#server/life/searching/search-messages.ts';
import { board } from '#server/views/board.ts';
import { foundMessages } from '#server/views/desk/found-messages.ts';
import { admit, lostSession } from '../admit.ts';
import { refused } from '../refused.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The search in texts that are not public, before anything was searched. */
export const load: PageServerLoad = (event) => {
  if (!lostSession(event)) asSearcher(admit(event));
  return { at: now() };
};

/** What was searched comes in the body and goes back in the page: it stands in no address. */
export const actions: Actions = {
  default: async ({ request, locals: { actor, lang } }) => {
    const form = await request.formData();
    const words = textOf(form, 'words');
    const page = Math.trunc(Number(textOf(form, 'page'))) || 0;
    try {
      const { items, more } = await searchMessages(words, page, actor, now());
      const ids = items.map(({ id }) => id);
      const rows = await foundMessages(board(), ids, actor);
      const whereFound = Object.fromEntries(items.map((each) => [each.code, each.in]));
      return { words, rows, whereFound, next: more ? page + 1 : null, errors: [], refusal: null };
    } catch (error) {
      const no = refused(error, lang);
      return fail(no.status, { words, rows: null, whereFound: {}, next: null, ...no.shown });
    }
  },
};
