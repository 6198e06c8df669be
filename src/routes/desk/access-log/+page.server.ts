import { now } from '#server/clock.ts';
import { readAccessLog } from '#server/life/auditing/read-access-log.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import type { PageServerLoad } from './$types.ts';
import { typedFilter } from './typed-filter.ts';

/** A page of the access log, for auditors. A filter that cannot be is shown with its faults and finds nothing. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const typed = typedFilter(event.url);
  const asked = event.url.searchParams.get('after') ?? '';
  const after = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
  try {
    return { typed, log: await readAccessLog(typed, after, staff, now()), errors: [], after, at: now() };
  } catch (error) {
    const { shown } = refused(error, event.locals.lang);
    if (shown.errors.length === 0) throw error;
    return { typed, log: null, errors: shown.errors, after, at: now() };
  }
};
