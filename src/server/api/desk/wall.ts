import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { board } from '../../views/board.ts';
import { loads } from '../../views/desk/supervision/load.ts';
import { wall } from '../../views/desk/supervision/wall.ts';
import { watchedList } from '../../views/desk/supervision/watched-list.ts';
import { marks } from '../../views/desk/supervision/watch-scope.ts';
import { readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { limit, rowId, usualLimit, wholeNumber } from '../shapes/address.ts';
import { kind, urgency } from '../shapes/facts.ts';
import { loads as loadsShape, wall as wallShape, watched } from '../shapes/wall.ts';

const filter = z.object({
  office: rowId.optional().openapi({ description: 'One of one’s own offices; the first if left out' }),
  topic: wholeNumber(32_767, 1)
    .optional()
    .openapi({ description: 'A topic with all below it, or a sub-topic' }),
  kind: kind.optional(),
  urgency: urgency.optional(),
});
const atWall = { room: 'desk', caller: 'known', pace: 'reading', method: 'get' } as const;

/** The wall: what is late, due today and at risk below one's office, and the messages behind each figure. */
export function mountWall(api: OpenAPIHono): void {
  mount(api, {
    ...atWall,
    path: '/api/v1/desk/wall',
    id: 'readWall',
    summary: 'What is late, due today and at risk below one’s office, by place and unit',
    query: filter,
    answers: { 200: { description: 'The wall; the sums are those of its rows', shape: wallShape } },
    refusals: ['not-allowed'],
    run: async ({ c, query: { office, ...filter }, actor, now }) =>
      readable(c, await wall(board(), actor, { office, filter }, now), 'private'),
  });
  mount(api, {
    ...atWall,
    path: '/api/v1/desk/wall/messages',
    id: 'listWatched',
    summary: 'The messages behind a figure of the wall, the earliest due first',
    query: filter.extend({
      mark: z.enum(marks).optional(),
      place: z.string().max(12).optional().openapi({ description: 'The `key` of a place on the wall' }),
      unit: rowId.optional(),
      limit,
      offset: wholeNumber(1_000_000).optional(),
    }),
    answers: {
      200: {
        description: 'A page of messages',
        shape: z.object({
          items: z.array(watched),
          total: z.int(),
          place: z.string().nullable(),
          unit: z.string().nullable(),
        }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor, now }) => {
      const { office, topic, kind, urgency, mark, place, unit } = query;
      const cut = { office, filter: { topic, kind, urgency }, mark, place, unit };
      const page = { limit: query.limit ?? usualLimit, offset: query.offset ?? 0 };
      return readable(c, await watchedList(board(), actor, { ...cut, ...page }, now), 'private');
    },
  });
  mount(api, {
    ...atWall,
    path: '/api/v1/desk/load',
    id: 'readLoad',
    summary: 'Who has how much: the offices below, and for heads the people of their own',
    query: filter.pick({ office: true }),
    answers: { 200: { description: 'The load', shape: loadsShape } },
    refusals: ['not-allowed'],
    run: async ({ c, query: { office }, actor, now }) =>
      readable(c, await loads(board(), actor, office, now), 'private'),
  });
}
