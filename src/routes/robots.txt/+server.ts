import type { RequestHandler } from '@sveltejs/kit';
import { closedRooms } from '../closed-rooms.ts';

/** What programs that wander through the web may not visit, and where the map is. */
export const GET: RequestHandler = ({ url }) => {
  const lines = [
    'User-agent: *',
    // The first page of writing is one; to each of thousands of leaders it would be as many.
    ...[...closedRooms, '/write?'].map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${url.origin}/sitemap.xml`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
