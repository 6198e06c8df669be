import { unsent } from '#ui/unsent.ts';
import type { PageServerLoad } from './$types.ts';
import { loadReport } from '../../load-report.ts';

/** The statistics of one place, ministry or other post, topic, kind, source or office. */
export const load: PageServerLoad = async ({ url, locals, params }) => {
  const report = await loadReport(url, locals.lang, params);
  locals.kept = { shows: ['board'] };
  return unsent(report);
};
