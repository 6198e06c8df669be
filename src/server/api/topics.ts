import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { board } from '../views/board.ts';
import { topics } from '../views/topics.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { directorySeconds } from './regions.ts';
import { page } from './shapes/message.ts';

const item = z.object({ id: z.int(), name: z.string(), nameEn: z.string() });
const topic = item.extend({ subTopics: z.array(item) }).openapi('Topic');

/** The topics with their sub-topics; a message names a sub-topic. */
export function mountTopics(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/topics',
    id: 'listTopics',
    room: 'board',
    summary: 'Topics with their sub-topics',
    caller: 'anybody',
    pace: 'reading',
    answers: { 200: { description: 'In the order of the board', shape: page(topic) } },
    run: async ({ c }) =>
      readable(c, { items: await topics(board()), next: null }, { seconds: directorySeconds }),
  });
}
