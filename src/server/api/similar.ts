import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { board } from '../views/board.ts';
import { leader as leaderOf } from '../views/leaders.ts';
import { answeredAlike } from '../views/searching/answered-alike.ts';
import { answer } from './answer.ts';
import { mount } from './mount.ts';
import { text } from './shapes/given.ts';

const most = 3;
const alike = z
  .object({
    code: z.string(),
    title: z.string(),
    answer: z.string().openapi({ description: 'Its first words' }),
    unit: z.string(),
  })
  .openapi('AnsweredAlike');

/** What was answered to others with much the same matter, for somebody who is still typing. */
export function mountSimilar(api: OpenAPIHono): void {
  mount(api, {
    room: 'board',
    caller: 'anybody',
    pace: 'search',
    method: 'post',
    path: '/api/v1/messages/similar',
    id: 'findAnsweredAlike',
    summary:
      'Public messages with an answer that are much alike what is being typed: three at most; nothing is kept or counted',
    body: z.object({
      leader: z.int().positive(),
      topic: z.int().optional(),
      title: text(limits.title),
      body: text(limits.body).optional(),
    }),
    answers: { 200: { description: 'The most alike first', shape: z.object({ items: z.array(alike) }) } },
    refusals: ['unknown-leader'],
    run: async ({ body: { leader, topic, title, body } }) => {
      const post = await leaderOf(board(), leader);
      if (!post) throw new Refusal('unknown-leader');
      const asking = {
        title,
        body: body ?? '',
        topic: topic ?? null,
        leader,
        region: post.region?.code ?? null,
      };
      const found = await answeredAlike(board(), asking, most);
      return answer({
        items: found.map(({ code, title: of, answer: says, unit }) => ({
          code,
          title: of,
          answer: says,
          unit,
        })),
      });
    },
  });
}
