import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';
import { loadReport } from './load-report.ts';

/** The statistics of the whole country. */
export const load: PageServerLoad = async ({ url, locals }) => {
  locals.kept = { shows: ['board'] };
  return unsent(await loadReport(url, locals.lang, {}));
};
