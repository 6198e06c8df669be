import { Refusal } from '#domain/refusal.ts';
import { board } from '#server/views/board.ts';
import { officesOfRegion } from '#server/views/offices.ts';
import { knownChildren, knownRegion } from '#server/views/regions.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';

/** The offices of a place and the places within; without a place those of the ministries and the platform. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const code = url.searchParams.get('region');
  const region = code !== null && /^\d{6,12}$/.test(code) ? await knownRegion(board(), code) : undefined;
  if (code !== null && !region) throw new Refusal('not-found');
  const [offices, places] = await Promise.all([
    officesOfRegion(board(), region?.code ?? null),
    knownChildren(board(), region?.code ?? null),
  ]);
  locals.kept = { shows: ['board'] };
  const address = `${url.origin}/offices${region ? `?region=${region.code}` : ''}`;
  return unsent({ region: region ?? null, offices, places, address });
};
