import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { office, postsOfOffice } from '#server/views/offices.ts';
import { knownRegion } from '#server/views/regions.ts';
import { unsent } from '#ui/unsent.ts';
import { words } from '#ui/words/words.ts';
import { figuresOf } from '../../figures.ts';
import { numbersPicture } from '../../statistics/numbers-picture.ts';
import { loadList } from '../../messages/list/load-list.ts';
import type { PageServerLoad } from './$types.ts';

/** One office: where it stands, for whom it takes messages, and the messages for which it answers. */
export const load: PageServerLoad = async ({ params, url, locals }) => {
  const one = /^[1-9]\d{0,8}$/.test(params.id) ? await office(board(), Number(params.id)) : undefined;
  if (!one) throw new Refusal('not-found');
  const scope = `office:${one.id}`;
  const [posts, region, numbers, list] = await Promise.all([
    postsOfOffice(board(), one.id),
    one.region ? knownRegion(board(), one.region.code) : null,
    readNumbers(board(), [scope]),
    loadList(url, locals.lang, { office: one.id }),
  ]);
  if (!list.isTyped) locals.kept = { shows: ['board'], until: list.turnsAt };
  const figures = figuresOf(numbers.get(scope), {
    ...{ w: words(locals.lang), now: now(), of: { of: 'offices', id: String(one.id) } },
  });
  const picture = numbersPicture(
    url.origin,
    { of: 'offices', id: one.id },
    { text: one.name, lang: locals.lang },
  );
  return unsent({ office: one, region: region ?? null, posts, figures, list, picture });
};
