import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../domain/message.ts';
import { rate } from '../life/citizen/rate.ts';
import { answer } from './answer.ts';
import { mount } from './mount.ts';
import { underMessage } from './shapes/address.ts';
import { text } from './shapes/given.ts';
import { taken } from './shapes/message.ts';
import { told } from './told.ts';

const mark = z.int().min(1).max(5);

/** The citizen says what they think of the answer. */
export function mountRating(api: OpenAPIHono): void {
  mount(api, {
    method: 'put',
    path: '/api/v1/messages/{code}/rating',
    id: 'rate',
    room: 'citizen',
    summary: 'Rate the latest answer, and say whether the matter is settled',
    caller: 'known',
    pace: 'writing',
    under: underMessage,
    body: z.object({
      solved: mark,
      attitude: mark,
      speed: mark,
      words: text(limits.words).optional(),
      settled: z.boolean().optional().openapi({ description: 'true closes the matter, false reopens it' }),
    }),
    answers: { 200: { description: 'Received', shape: taken } },
    refusals: ['not-allowed', 'wrong-state', 'not-asked-yet', 'too-late', 'too-often-reopened', 'banned'],
    run: async ({ path: { code }, body, actor, now }) =>
      answer(await told(await rate(code, body, actor, now))),
  });
}
