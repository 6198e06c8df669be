import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { followUpTypes, limits } from '../../domain/message.ts';
import { followUp } from '../life/citizen/follow-up.ts';
import { answer } from './answer.ts';
import { mount } from './mount.ts';
import { underMessage } from './shapes/address.ts';
import { text } from './shapes/given.ts';
import { taken } from './shapes/message.ts';
import { told } from './told.ts';

/** The citizen writes again on the same message. */
export function mountFollowUps(api: OpenAPIHono): void {
  mount(api, {
    method: 'post',
    path: '/api/v1/messages/{code}/follow-ups',
    id: 'followUp',
    room: 'citizen',
    summary: 'Write again on one’s own message',
    description:
      'The office sees it at once, the public after review. `not-settled` reopens an answered message, a `question` ' +
      'after the answer too.',
    caller: 'known',
    pace: 'writing',
    under: underMessage,
    body: z.object({ type: z.enum(followUpTypes), text: text(limits.followUp) }),
    answers: { 201: { description: 'Received', shape: taken.extend({ id: z.int() }) } },
    refusals: ['not-allowed', 'wrong-state', 'not-asked-yet', 'too-late', 'too-often-reopened', 'banned'],
    run: async ({ path: { code }, body, actor, now }) => {
      const { followUpId, ...outcome } = await followUp(code, body, actor, now);
      return answer({ id: followUpId, ...(await told(outcome)) }, 201);
    },
  });
}
