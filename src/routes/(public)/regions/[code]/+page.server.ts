import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { leadersOfRegion } from '#server/views/leaders.ts';
import { readNumbers } from '#server/views/numbers.ts';
import { regionWithAncestors } from '#server/views/regions.ts';
import { words } from '#ui/words/words.ts';
import { figuresOf } from '../../figures.ts';
import { loadList } from '../../messages/list/load-list.ts';
import { numbersPicture } from '../../statistics/numbers-picture.ts';
import { placeNumbers } from '../../place-numbers.ts';
import { scopeOfRegion } from '#domain/statistics/scopes.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';

const deepestWithNumbers = 3;

/** One province, city, county or town: its numbers, leaders, places within and messages. */
export const load: PageServerLoad = async ({ params, url, locals }) => {
  const region = /^\d{6,12}$/.test(params.code) ? await regionWithAncestors(board(), params.code) : undefined;
  if (!region) throw new Refusal('not-found');
  const counts = region.level <= deepestWithNumbers;
  const scope = scopeOfRegion(region.code);
  const [leaders, children, numbers, list] = await Promise.all([
    leadersOfRegion(board(), region.code),
    placeNumbers(region.code),
    readNumbers(board(), [scope]),
    counts ? loadList(url, locals.lang, { region: region.code }) : null,
  ]);
  if (list && !list.isTyped) locals.kept = { shows: [`region:${region.code}`], until: list.turnsAt };
  const of = { of: 'regions', id: region.code };
  const figures = counts ? figuresOf(numbers.get(scope), { w: words(locals.lang), now: now(), of }) : [];
  return unsent({
    region,
    leaders,
    children,
    list,
    figures,
    address: `${url.origin}/regions/${region.code}`,
    picture: counts
      ? numbersPicture(
          url.origin,
          { of: 'regions', id: region.code },
          { text: region.fullName, lang: locals.lang },
        )
      : undefined,
  });
};
