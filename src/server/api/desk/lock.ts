import type { OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '../../../domain/refusal.ts';
import { claimReview, releaseReview } from '../../life/intake/claim-review.ts';
import { board } from '../../views/board.ts';
import { deskMessage } from '../../views/desk/desk-message.ts';
import { whoReviews } from '../../views/desk/who-reviews.ts';
import { done } from '../answer.ts';
import { mount } from '../mount.ts';
import { atDesk } from './step.ts';

const path = '/api/v1/desk/messages/{code}/lock';

/** A reviewer takes a message to their table, so that two don't work on it. */
export function mountLock(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'put',
    path,
    id: 'lockForReview',
    summary: 'Take a message to one’s table for ten minutes, or keep it ten minutes longer',
    answers: { 204: { description: 'It is on your table' } },
    refusals: ['not-allowed', 'locked-by-other'],
    run: async ({ path: { code }, actor, now }) => {
      if (await claimReview(code, actor, now)) return done();
      await deskMessage(board(), code, actor);
      throw new Refusal('locked-by-other', { with: { who: (await whoReviews(board(), code, now)) ?? '' } });
    },
  });
  mount(api, {
    ...atDesk,
    method: 'delete',
    path,
    id: 'unlock',
    summary: 'Put a message back into the queue',
    answers: { 204: { description: 'It is off your table' } },
    refusals: ['not-allowed'],
    run: async ({ path: { code }, actor }) => {
      await releaseReview(code, actor);
      return done();
    },
  });
}
