import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { reveal, revealable } from '../../life/handling/reveal.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { text } from '../shapes/given.ts';
import { atDesk } from './step.ts';

/** One private value of the writer for whoever handles the message; the look is written down before it is given. */
export function mountReveals(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/messages/{code}/reveals',
    id: 'reveal',
    summary: 'See the writer’s phone or real name, with the reason; every look is logged',
    body: z.object({ what: z.enum(revealable), reason: text(200) }),
    answers: {
      200: { description: 'The value', shape: z.object({ what: z.enum(revealable), value: z.string() }) },
    },
    refusals: ['not-allowed', 'writer-gone'],
    run: async ({ path: { code }, body, actor, now }) => answer(await reveal(code, body, actor, now)),
  });
}
