import type { RequestHandler } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { hostCookie } from '#ui/host-cookie.ts';
import { draftCookie, heldDraftId } from '#server/life/intake/draft-key.ts';
import { servePicture } from '#server/pictures/serve.ts';

/** One picture at one size, for whoever may see it; one of a draft for whoever holds its secret. */
export const GET: RequestHandler = async ({ params, request, locals, cookies, url }) => {
  const wish = {
    id: params['id'] ?? '',
    size: params['size'] ?? '',
    ifNoneMatch: request.headers.get('if-none-match'),
  };
  const at = now();
  const draftId = await heldDraftId(cookies.get(hostCookie(draftCookie, url.protocol)), at);
  return servePicture(wish, { actor: locals.actor, draftId }, at);
};
