import type { RequestHandler } from '@sveltejs/kit';
import { codePicture } from '#server/pictures/code-picture.ts';

/** Longer than any address of a page: with every filter chosen it has some 300 characters. */
const longest = 600;

/** The address of one of our own pages (`of=/messages/…`) as a code for a phone. What it shows never changes. */
export const GET: RequestHandler = async ({ url }) => {
  const of = url.searchParams.get('of') ?? '';
  const page = URL.canParse(of, url.origin) ? new URL(of, url.origin) : null;
  const isOurs = /^\/(?!\/)/.test(of) && of.length <= longest && page?.origin === url.origin;
  if (!isOurs) return new Response(null, { status: 404 });
  const picture = await codePicture(page.href);
  return new Response(new Uint8Array(picture), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' },
  });
};
