import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { faultOf, tidy } from '../../domain/text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { kinds } from '../../domain/message.ts';
import { board } from '../views/board.ts';
import { listMessages } from '../views/list-messages.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { after, before, limit, regionCode, usualLimit, wholeNumber } from './shapes/address.ts';
import { listed, pageBothWays } from './shapes/message.ts';

/** How long what everybody reads may be kept. */
export const boardSeconds = 5;

const mostSearched = 60;

const filter = z.object({
  leader: wholeNumber(Number.MAX_SAFE_INTEGER).optional(),
  office: wholeNumber(Number.MAX_SAFE_INTEGER).optional().openapi({ description: 'The office that answers' }),
  region: regionCode.optional(),
  kind: z.enum(kinds).optional(),
  topic: wholeNumber(32_767).optional().openapi({ description: 'A topic or a sub-topic' }),
  status: z.enum(['waiting', 'in-progress', 'answered']).optional(),
  q: z
    .string()
    .optional()
    .openapi({ description: `Words to find, ${mostSearched} characters at most` }),
  after,
  before,
  limit,
});

/** The public list: newest publication first. */
export function mountMessages(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/messages',
    id: 'listMessages',
    room: 'board',
    summary: 'Public messages, newest first',
    caller: 'anybody',
    pace: 'reading',
    query: filter,
    answers: { 200: { description: 'A page of the list', shape: pageBothWays(listed) } },
    refusals: ['wrong-cursor'],
    run: async ({ c, query }) => {
      const { after: last, before: first, limit: most, q, ...rest } = query;
      const words = q === undefined ? {} : { q: searched(q) };
      const found = await listMessages(
        board(),
        { ...rest, ...words },
        { after: last, before: first, limit: most ?? usualLimit },
      );
      return readable(c, found, { seconds: boardSeconds });
    },
  });
}

function searched(q: string): string {
  const words = tidy(q);
  const fault = faultOf('q', words, mostSearched);
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return words;
}
