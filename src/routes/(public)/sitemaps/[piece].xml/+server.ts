import type { RequestHandler } from '@sveltejs/kit';
import { kinds, sources } from '#domain/message.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import { type MappedPage, mappedRooms, mapPiece, mapRegions } from '#server/views/sitemap.ts';
import { knownTopics } from '#server/views/topics.ts';
import { answerText } from '../../feeds/answer-text.ts';
import { mapText, newestOf } from '../map-text.ts';

const plain = [
  '',
  '/messages',
  '/leaders',
  '/regions',
  '/ministries',
  '/topics',
  '/offices',
  '/statistics',
  '/statistics/how',
  '/open-data',
  '/guidance',
  '/adopted',
  '/about',
];

const statisticsOf = ['/regions/', '/leaders/', '/offices/'];

/** One file of the map: the addresses of a stretch of public pages. */
export const GET: RequestHandler = async ({ params, url, request }) => {
  const found = await pagesOf(params['piece'] ?? '');
  if (!found || found.length === 0) return new Response(null, { status: 404 });
  const entries = found.map(({ name, changedAt }) => ({ address: url.origin + name, changedAt }));
  const body = mapText('urlset', entries);
  return answerText(request, {
    type: 'application/xml; charset=utf-8',
    body,
    changedAt: newestOf(entries),
    now: now(),
  });
};

async function pagesOf(piece: string): Promise<MappedPage[] | undefined> {
  if (piece === 'pages') return plainPages();
  if (piece === 'regions') return below('/regions', await mapRegions(board()));
  // Every place, post and office has a page of its numbers beside its own.
  if (piece.startsWith('statistics-')) {
    const of = await pagesOf(piece.slice('statistics-'.length));
    const counted = of?.filter(({ name }) => statisticsOf.some((room) => name.startsWith(room)));
    return (
      counted &&
      below(
        '/statistics',
        counted.map((each) => ({ ...each, name: each.name.slice(1) })),
      )
    );
  }
  const [, name, number] = /^([a-z]+)-(0|[1-9]\d{0,8})$/.exec(piece) ?? [];
  const room = mappedRooms.find((each) => each === name);
  return room && below(`/${room}`, await mapPiece(board(), room, Number(number)));
}

async function plainPages(): Promise<MappedPage[]> {
  const topics = await knownTopics(board());
  const numbers = topics.flatMap(({ id, subTopics }) => [id, ...subTopics.map((each) => each.id)]);
  const counted = [
    ...numbers.map((id) => `/statistics/topics/${id}`),
    ...kinds.map((kind) => `/statistics/kinds/${kind}`),
    ...sources.map((source) => `/statistics/sources/${source}`),
  ];
  return [...plain, ...numbers.map((id) => `/topics/${id}`), ...counted].map((name) => ({
    name: name || '/',
    changedAt: null,
  }));
}

function below(folder: string, pages: readonly MappedPage[]): MappedPage[] {
  return pages.map(({ name, changedAt }) => ({ name: `${folder}/${name}`, changedAt }));
}
