import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '../../domain/refusal.ts';
import { board } from '../views/board.ts';
import { ownMessages } from '../views/mine/messages.ts';
import { noticesOf } from '../views/mine/notices.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { after, limit, usualLimit } from './shapes/address.ts';
import { facts, moment, orNull } from './shapes/facts.ts';
import { followed } from './shapes/followed.ts';
import { page } from './shapes/message.ts';

const ownListed = facts.extend({ title: z.string() }).openapi('OwnListed');

const ownNotice = z
  .object({
    id: z.int(),
    what: z.string().openapi({ description: 'What happened', example: 'answered' }),
    code: z.string().nullable().openapi({ description: 'To which message' }),
    at: moment,
    read: z.boolean(),
    follow: orNull(followed).openapi({ description: 'What one follows, where the notice came by that' }),
    fresh: z
      .object({ messages: z.int(), answers: z.int() })
      .nullable()
      .openapi({ description: 'Of a digest: how much was new' }),
  })
  .openapi('OwnNotice');

/** The messages of whoever calls, and what they were told. */
export function mountMine(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/mine',
    id: 'listMine',
    room: 'citizen',
    summary: 'One’s own messages, newest first, whatever their state',
    caller: 'known',
    pace: 'reading',
    query: z.object({ after, limit }),
    answers: { 200: { description: 'A page of them', shape: page(ownListed) } },
    refusals: ['not-allowed', 'wrong-cursor'],
    run: async ({ c, query, actor }) => {
      if (actor.kind !== 'citizen') throw new Refusal('not-allowed');
      const found = await ownMessages(board(), actor.citizenId, {
        after: query.after,
        limit: query.limit ?? usualLimit,
      });
      return readable(c, found, 'private', 'Authorization, Cookie');
    },
  });
  mount(api, {
    method: 'get',
    path: '/api/v1/mine/notices',
    id: 'listOwnNotices',
    room: 'citizen',
    summary: 'What one was told of one’s own messages and of what one follows, the latest first',
    caller: 'known',
    pace: 'reading',
    query: z.object({ limit }),
    answers: { 200: { description: 'The latest', shape: z.object({ items: z.array(ownNotice) }) } },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor }) => {
      if (actor.kind !== 'citizen') throw new Refusal('not-allowed');
      const items = await noticesOf(board(), actor.citizenId, query.limit ?? usualLimit);
      return readable(c, { items }, 'private', 'Authorization, Cookie');
    },
  });
}
