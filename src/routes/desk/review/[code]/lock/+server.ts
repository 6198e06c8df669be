import { json, type RequestHandler } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { claimReview, releaseReview } from '#server/life/intake/claim-review.ts';
import { board } from '#server/views/board.ts';
import { otherLocks } from '#server/views/desk/review-case.ts';
import { whoReviews } from '#server/views/desk/who-reviews.ts';

/** Takes the message to this reviewer's table and puts back what else lay there; says who has it instead. */
export const PUT: RequestHandler = async ({ locals, params }) => {
  const code = params['code'] ?? '';
  const held = await claimReview(code, locals.actor, now());
  if (held)
    for (const other of await otherLocks(board(), code, locals.actor))
      await releaseReview(other, locals.actor);
  return json({ held, by: held ? null : ((await whoReviews(board(), code, now())) ?? null) });
};

/** Puts it back, when its page is left. */
export const DELETE: RequestHandler = async ({ locals, params }) => {
  await releaseReview(params['code'] ?? '', locals.actor);
  return new Response(null, { status: 204 });
};
