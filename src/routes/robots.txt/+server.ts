import type { RequestHandler } from '@sveltejs/kit';
import { closedRooms } from '../closed-rooms.ts';

/** What programs that wander through the web may not visit, and where the map is. */
export const GET: RequestHandler = ({ url }) => {
  const lines = [
    'User-agent: *',
    ...closedRooms.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${url.origin}/sitemap.xml`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
