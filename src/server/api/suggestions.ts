import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { board } from '../views/board.ts';
import { suggest } from '../views/searching/suggest.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { boardSeconds, searched } from './messages.ts';

const suggestions = z
  .object({
    places: z.array(z.object({ code: z.string(), name: z.string() })),
    leaders: z.array(z.object({ id: z.int(), name: z.string(), holder: z.string().nullable() })),
    topics: z.array(z.object({ id: z.int(), name: z.string(), nameEn: z.string() })),
    messages: z.array(z.object({ code: z.string(), title: z.string() })),
  })
  .openapi('Suggestions');

/** What may be meant by what somebody has typed so far. */
export function mountSuggestions(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/suggestions',
    id: 'suggest',
    room: 'board',
    summary: 'Places, leaders, topics and messages that fit what was typed so far; pinyin and initials too',
    caller: 'anybody',
    pace: 'search',
    query: z.object({ q: z.string().openapi({ description: 'What was typed so far' }) }),
    answers: { 200: { description: 'A few of each', shape: suggestions } },
    refusals: [],
    run: async ({ c, query }) =>
      readable(c, await suggest(board(), searched(query.q)), { seconds: boardSeconds }),
  });
}
