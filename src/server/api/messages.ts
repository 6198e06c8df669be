import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { snippetOf } from '../../domain/searching/snippet.ts';
import { faultOf, tidy } from '../../domain/text.ts';
import { Refusal } from '../../domain/refusal.ts';
import { kinds } from '../../domain/message.ts';
import { board, shortReads } from '../views/board.ts';
import { endOf, startOf } from '../../domain/calendar.ts';
import { type ListedInFull, listMessages } from '../views/list-messages.ts';
import { isLed, type MessageFilter } from '../views/message-filter.ts';
import { mostSupported } from '../views/most-supported.ts';
import { searchMessages, searchSorts } from '../views/searching/search-messages.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { after, before, limit, regionCode, usualLimit, wholeNumber } from './shapes/address.ts';
import { foundPage } from './shapes/found.ts';
import { day } from './shapes/roster.ts';

/** How long what everybody reads may be kept. */
export const boardSeconds = 5;

const mostSearched = 60;

const filter = z.object({
  leader: wholeNumber(Number.MAX_SAFE_INTEGER).optional(),
  office: wholeNumber(Number.MAX_SAFE_INTEGER).optional().openapi({ description: 'The office that answers' }),
  region: regionCode.optional(),
  kind: z.enum(kinds).optional(),
  topic: wholeNumber(32_767).optional().openapi({ description: 'A topic or a sub-topic' }),
  status: z
    .enum(['waiting', 'in-progress', 'answered', 'ended'])
    .optional()
    .openapi({ description: 'Ended: closed without an answer' }),
  q: z
    .string()
    .optional()
    .openapi({
      description: `Words to find, ${mostSearched} characters at most: "phrases" in quotes, -words that must not be there`,
    }),
  sort: z
    .enum(searchSorts)
    .optional()
    .openapi({ description: 'Left out: relevance with words, time without; relevance needs words' }),
  exact: z.enum(['true', 'false']).optional().openapi({ description: 'Nothing in other words' }),
  from: day.optional().openapi({ description: 'Published on this day or later' }),
  to: day.optional().openapi({ description: 'Published on this day or earlier' }),
  pictures: z.literal('true').optional().openapi({ description: 'With public pictures only' }),
  adopted: z.literal('true').optional().openapi({ description: 'Adopted suggestions only' }),
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
    answers: { 200: { description: 'A page of the list', shape: foundPage } },
    refusals: ['wrong-cursor'],
    run: async ({ c, query }) => readable(c, await pageOf(query), { seconds: boardSeconds }),
  });
}

type Asked = z.infer<typeof filter>;

async function pageOf(asked: Asked) {
  const { q, sort, exact, limit: most = usualLimit } = asked;
  const narrowed = filterOf(asked);
  const ends = { found: null, among: null, goesOn: false };
  if (q === undefined && sort !== 'supporters') {
    const place = { after: asked.after, before: asked.before, limit: most };
    const { items, ...ways } = await listMessages(isLed(narrowed) ? shortReads() : board(), narrowed, place);
    return { items: items.map((item) => ({ ...item, snippet: null })), ...ways, ...ends };
  }
  // What is put in order has places of one kind, whichever way one goes.
  const place = { after: asked.after ?? asked.before, limit: most };
  if (q === undefined) {
    const { items, ...ways } = await mostSupported(board(), narrowed, place);
    return { ...ends, ...ways, items: items.map((item) => plain(item)) };
  }
  const search = { q: searched(q), filter: narrowed, sort: sort ?? 'relevance', exact: exact === 'true' };
  const { items, wanted, total, more, looked, ...ways } = await searchMessages(board(), search, place);
  const words = wanted.groups.flat();
  return { ...ways, items: items.map((item) => plain(item, words)), found: { total, more, looked } };
}

function plain(item: ListedInFull, words?: readonly string[]) {
  const snippet = words ? snippetOf(item.text ?? item.excerpt, words) : null;
  return { ...item, details: undefined, text: undefined, snippet };
}

function filterOf({ from, to, pictures, adopted, ...asked }: Asked): MessageFilter {
  const { leader, office, region, kind, topic, status } = asked;
  return Object.fromEntries(
    Object.entries({
      ...{ leader, office, region, kind, topic, status },
      ...{ from: from && startOf(from), to: to && endOf(to) },
      ...{ pictures: pictures && true, adopted: adopted && true },
    }).filter(([, value]) => value !== undefined),
  );
}

/** Words to be found, checked. */
export function searched(q: string): string {
  const words = tidy(q);
  const fault = faultOf('q', words, mostSearched);
  if (fault) throw new Refusal('invalid', { faults: [fault] });
  return words;
}
