import { csv } from '#domain/auditing/csv.ts';
import { dayOf, timeOf } from '#domain/calendar.ts';
import { now } from '#server/clock.ts';
import { takeAccessLog } from '#server/life/auditing/read-access-log.ts';
import { words } from '#ui/words/words.ts';
import { admit } from '../../admit.ts';
import type { RequestHandler } from './$types.ts';
import { typedFilter } from '../typed-filter.ts';

/** The looks that the filter finds, as a file for a spreadsheet. */
export const GET: RequestHandler = async (event) => {
  const looks = await takeAccessLog(typedFilter(event.url), admit(event), now());
  const w = words(event.locals.lang).auditing;
  const head = [w.at, w.who, w.office, w.code, w.what, w.way];
  const rows = looks.map((look) => [
    `${dayOf(look.at)} ${timeOf(look.at)}`,
    look.who,
    look.offices.join(' / '),
    look.code,
    w.whats[look.what],
    w.ways[look.way],
  ]);
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return new Response(`\ufeff${csv([head, ...rows])}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="access-log-${dayOf(now())}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
