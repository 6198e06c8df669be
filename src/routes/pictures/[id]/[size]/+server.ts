import type { RequestHandler } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { servePicture } from '#server/pictures/serve.ts';

/** One picture at one size, for whoever may see it. */
export const GET: RequestHandler = ({ params, request, locals }) => {
  const wish = {
    id: params['id'] ?? '',
    size: params['size'] ?? '',
    ifNoneMatch: request.headers.get('if-none-match'),
  };
  return servePicture(wish, { actor: locals.actor, draftId: null }, now());
};
