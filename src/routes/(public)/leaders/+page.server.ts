import { board } from '#server/views/board.ts';
import { findLeaders, leadersOfProvinces } from '#server/views/find-leaders.ts';
import { findRegion } from '#server/views/find-region.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';

const longestQuery = 40;

/** The leaders: by province, or those that the words find. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const query = [...(url.searchParams.get('q') ?? '').trim()].slice(0, longestQuery).join('');
  const [provinces, found, places] = await Promise.all([
    leadersOfProvinces(board()),
    query === '' ? null : findLeaders(board(), query),
    query === '' ? [] : findRegion(board(), query, 8),
  ]);
  if (query === '') locals.kept = { shows: ['board'] };
  return unsent({
    query,
    found,
    places,
    provinces: Map.groupBy(provinces, (leader) => leader.region?.code ?? ''),
  });
};
