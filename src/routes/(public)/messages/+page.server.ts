import { redirect } from '@sveltejs/kit';
import { readPublicCode } from '#domain/public-code.ts';
import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';
import { loadList } from './list/load-list.ts';

/** The public messages; a number typed into the search leads to its page. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const code = readPublicCode(url.searchParams.get('q') ?? '');
  if (code !== undefined) redirect(303, `/messages/${code}`);
  const list = await loadList(url, locals.lang);
  if (!list.isTyped) locals.kept = { shows: ['board'], until: list.turnsAt };
  return unsent({ list });
};
