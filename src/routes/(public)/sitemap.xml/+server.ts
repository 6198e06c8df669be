import type { RequestHandler } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { mappedRooms, mapPieces } from '#server/views/sitemap.ts';
import { answerText } from '../feeds/answer-text.ts';
import { mapText, newestOf } from '../sitemaps/map-text.ts';

/** The map for search engines: which files hold the addresses of the public pages. */
export const GET: RequestHandler = async ({ url, request }) => {
  const pieces = await Promise.all(mappedRooms.map((room) => mapPieces(board(), room)));
  const numbered = mappedRooms.flatMap((room, at) =>
    (pieces[at] ?? []).map(({ piece, changedAt }) => ({ name: `${room}-${piece}`, changedAt })),
  );
  const files = [{ name: 'pages', changedAt: null }, { name: 'regions', changedAt: null }, ...numbered];
  const counted = files.filter(({ name }) => name !== 'pages' && !name.startsWith('messages'));
  const entries = [...files, ...counted.map((each) => ({ ...each, name: `statistics-${each.name}` }))].map(
    ({ name, changedAt }) => ({ address: `${url.origin}/sitemaps/${name}.xml`, changedAt }),
  );
  const body = mapText('sitemapindex', entries);
  return answerText(request, {
    type: 'application/xml; charset=utf-8',
    body,
    changedAt: newestOf(entries),
    now: now(),
  });
};
