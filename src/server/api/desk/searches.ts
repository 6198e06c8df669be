import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { longestSearch, soughtKinds } from '../../../domain/searching/sought.ts';
import { searchMessages } from '../../life/searching/search-messages.ts';
import { board } from '../../views/board.ts';
import { foundMessages } from '../../views/desk/found-messages.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { kind, moment } from '../shapes/facts.ts';

const found = z
  .object({
    code: z.string(),
    title: z.string(),
    kind,
    leader: z.string(),
    region: z.string().nullable(),
    receivedAt: moment,
    in: z.array(z.enum(soughtKinds)).openapi({ description: 'In which of its texts the words stand' }),
  })
  .openapi('FoundMessage');

/** The search in texts that are not public. The words travel in the body, so that they stand in no address and no log. */
export function mountSearches(api: OpenAPIHono): void {
  mount(api, {
    method: 'post',
    path: '/api/v1/desk/searches',
    id: 'searchPrivateTexts',
    room: 'desk',
    summary: 'Messages by words in their texts that are not public, among those that one may read in full',
    description: 'Each message that is shown is a look, written down with the words before it is shown.',
    caller: 'known',
    pace: 'search',
    body: z.object({
      words: z.string().max(longestSearch * 4, 'too-long'),
      page: z.int().min(0).max(50).default(0).openapi({ description: 'Twenty on a page; 0 is the first' }),
    }),
    answers: {
      200: {
        description: 'The newest first',
        shape: z.object({ items: z.array(found), next: z.int().nullable() }),
      },
    },
    refusals: ['not-allowed', 'invalid'],
    run: async ({ body: { words, page }, actor, now }) => {
      const { items, more } = await searchMessages(words, page, actor, now);
      const ids = items.map(({ id }) => id);
      const places = new Map(items.map((each) => [each.code, each.in]));
      const rows = (await foundMessages(board(), ids, actor)).map(
        ({ code, title, kind: of, leader, region, receivedAt }) => ({
          ...{ code, title, kind: of, leader, region, receivedAt },
          in: places.get(code) ?? [],
        }),
      );
      return answer({ items: rows, next: more ? page + 1 : null });
    },
  });
}
