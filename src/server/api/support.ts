import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { support, takeBackSupport } from '../life/joining-in/support.ts';
import { ownStanding } from '../views/mine/own-standing.ts';
import { answer, readable } from './answer.ts';
import { mount } from './mount.ts';
import { underMessage } from './shapes/address.ts';
import { supporters } from './shapes/facts.ts';

const supported = z.object({ supporters, supported: z.boolean() }).openapi('Supported');
const common = {
  path: '/api/v1/messages/{code}/support',
  room: 'citizen',
  caller: 'known',
  under: underMessage,
} as const;

/** “This happened to me too”: one voice for each verified person. */
export function mountSupport(api: OpenAPIHono): void {
  mount(api, {
    ...common,
    method: 'get',
    id: 'readSupport',
    summary: 'How many others met the same thing, whether you are among them, and whether you follow it',
    pace: 'reading',
    answers: {
      200: {
        description: 'The number; who they are is told to nobody',
        shape: supported.extend({ following: z.boolean() }),
      },
    },
    refusals: ['not-allowed', 'wrong-state'],
    run: async ({ c, path: { code }, actor }) =>
      readable(c, await ownStanding(code, actor), 'private', 'Authorization, Cookie'),
  });
  mount(api, {
    ...common,
    method: 'put',
    id: 'support',
    summary: 'Say that it happened to you too',
    description: 'Counts once for each account, however often it is said.',
    pace: 'writing',
    answers: { 200: { description: 'Counted', shape: supported } },
    refusals: ['not-allowed', 'own-support', 'wrong-state', 'verification-needed', 'banned'],
    run: async ({ path: { code }, actor, now }) => answer(await support(code, actor, now)),
  });
  mount(api, {
    ...common,
    method: 'delete',
    id: 'takeSupportBack',
    summary: 'Take it back',
    pace: 'writing',
    answers: { 200: { description: 'It counts no more', shape: supported } },
    refusals: ['not-allowed', 'own-support', 'wrong-state'],
    run: async ({ path: { code }, actor }) => answer(await takeBackSupport(code, actor)),
  });
}
