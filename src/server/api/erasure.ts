import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '../../domain/refusal.ts';
import { askErasure, takeErasureBack } from '../life/retention/ask-erasure.ts';
import { done } from './answer.ts';
import { mount } from './mount.ts';

const own = { path: '/api/v1/mine/erasure', room: 'citizen', caller: 'known', pace: 'writing' } as const;

/** A person asks that what is known of them goes: with the token of a phone that was confirmed just now, never by a session. */
export function mountErasure(api: OpenAPIHono): void {
  mount(api, {
    ...own,
    method: 'put',
    id: 'askErasure',
    summary: 'Ask that what is known of you is erased; two operators confirm',
    body: z.object({
      publicTexts: z
        .enum(['keep', 'remove'])
        .openapi({ description: 'What becomes of public messages: they stay without a name, or go too' }),
    }),
    answers: { 204: { description: 'Received' } },
    refusals: ['not-allowed', 'erasure-asked'],
    run: async ({ c, body, actor, now }) => {
      // A token of a confirmed phone lives for half an hour; a session for a month.
      if (c.req.header('authorization') === undefined) throw new Refusal('sign-in-needed');
      await askErasure(body.publicTexts, actor, now);
      return done();
    },
  });
  mount(api, {
    ...own,
    method: 'delete',
    id: 'takeErasureBack',
    summary: 'Take the request back, as long as it is not confirmed',
    answers: { 204: { description: 'Taken back' } },
    refusals: ['not-allowed', 'not-found', 'deletion-decided'],
    run: async ({ actor, now }) => {
      await takeErasureBack(actor, now);
      return done();
    },
  });
}
