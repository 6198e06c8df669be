import { fail } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { urgeMany } from '#server/life/supervision/urge-many.ts';
import { board } from '#server/views/board.ts';
import { clockReader } from '#server/views/desk/clock-reading.ts';
import { watchedList } from '#server/views/desk/supervision/watched-list.ts';
import { topics } from '#server/views/topics.ts';
import { admit } from '../../../admit.ts';
import { refused } from '../../../refused.ts';
import { textOf, textsOf } from '../../../text-of.ts';
import { watchPlace } from '../../watch-place.ts';
import type { Actions, PageServerLoad } from './$types.ts';

const limit = 50;

/** The messages behind a figure of the wall, to be looked at or urged. */
export const load: PageServerLoad = async (event) => {
  event.depends('desk:wall');
  const staff = admit(event);
  const at = now();
  const place = watchPlace(event.url);
  const [list, read, all] = await Promise.all([
    watchedList(board(), staff, { ...place, limit }, at),
    clockReader(at),
    topics(board()),
  ]);
  const items = list.items.map((item) => ({
    ...item,
    clock:
      item.dueAt &&
      read({
        startsAt: item.startsAt,
        dueAt: item.dueAt,
        what: item.next,
        pausedUntil: item.pausedUntil,
      }),
  }));
  return {
    list: { ...list, items },
    place,
    limit,
    topics: all.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
    at,
  };
};

export const actions: Actions = {
  /** Urges the chosen ones; what was refused is named with its reason. */
  urge: async ({ request, locals }) => {
    const form = await request.formData();
    const [codes, words] = [textsOf(form, 'code'), textOf(form, 'words')];
    try {
      const results = await urgeMany({ codes, words }, locals.actor, now());
      const failed = results.flatMap((each) =>
        each.done ? [] : [{ code: each.code, title: each.title[locals.lang] }],
      );
      return { done: results.length - failed.length, failed };
    } catch (error) {
      const no = refused(error, locals.lang);
      return fail(no.status, { ...no.shown, words, codes });
    }
  },
};
