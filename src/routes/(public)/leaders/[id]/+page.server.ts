import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { leader } from '#server/views/leaders.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { regionWithAncestors } from '#server/views/regions.ts';
import { words } from '#ui/words/words.ts';
import { figuresOf } from '../../figures.ts';
import { numbersPicture } from '../../statistics/numbers-picture.ts';
import { loadList } from '../../messages/list/load-list.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';

/** One post: who holds it, what it takes, how it is answered, and its messages. */
export const load: PageServerLoad = async ({ params, url, locals }) => {
  const post = /^[1-9]\d{0,8}$/.test(params.id) ? await leader(board(), Number(params.id)) : undefined;
  if (!post) throw new Refusal('not-found');
  const scope = `post:${post.id}`;
  const [region, numbers, list] = await Promise.all([
    post.region ? regionWithAncestors(board(), post.region.code) : null,
    readNumbers(board(), [scope]),
    loadList(url, locals.lang, { leader: post.id }),
  ]);
  if (!list.isTyped) locals.kept = { shows: [scope], until: list.turnsAt };
  const figures = figuresOf(numbers.get(scope), {
    ...{ w: words(locals.lang), now: now(), of: { of: 'leaders', id: String(post.id) } },
  });
  const picture = numbersPicture(
    url.origin,
    { of: 'leaders', id: post.id },
    { text: post.name, lang: locals.lang },
  );
  return unsent({
    ...{ post, region: region ?? null, figures, list, picture },
    address: `${url.origin}/leaders/${post.id}`,
  });
};
