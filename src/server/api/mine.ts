import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '../../domain/refusal.ts';
import { board } from '../views/board.ts';
import { ownMessages } from '../views/mine/messages.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { after, limit, usualLimit } from './shapes/address.ts';
import { facts } from './shapes/facts.ts';
import { page } from './shapes/message.ts';

const ownListed = facts.extend({ title: z.string() }).openapi('OwnListed');

/** The messages of whoever calls. */
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
}
