import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { FollowedThing } from '../../domain/following-news.ts';
import { Refusal } from '../../domain/refusal.ts';
import { follow, unfollow } from '../life/joining-in/follow.ts';
import { board } from '../views/board.ts';
import { followsOf } from '../views/mine/follows.ts';
import { answer, readable } from './answer.ts';
import { mount } from './mount.ts';
import { messageCode, regionCode, wholeNumber } from './shapes/address.ts';
import { moment } from './shapes/facts.ts';
import { followed } from './shapes/followed.ts';

const followShape = followed.extend({ since: moment }).openapi('Follow');
const shape = z.object({ following: z.boolean() }).openapi('Following');
const things = [
  { what: 'message', below: 'messages', by: messageCode, told: 'each public step of it' },
  {
    what: 'leader',
    below: 'leaders',
    by: wholeNumber(Number.MAX_SAFE_INTEGER),
    told: 'once a day what is new',
  },
  { what: 'region', below: 'regions', by: regionCode, told: 'once a day what is new in it and below it' },
  { what: 'topic', below: 'topics', by: wholeNumber(32_767), told: 'once a day what is new' },
] as const;

/** Hearing how things go on, as notices; no text message is sent for them. */
export function mountFollows(api: OpenAPIHono): void {
  for (const thing of things) mountThing(api, thing);
  mount(api, {
    method: 'get',
    path: '/api/v1/mine/follows',
    id: 'listFollows',
    room: 'citizen',
    summary: 'What one follows, the newest first',
    caller: 'known',
    pace: 'reading',
    answers: { 200: { description: 'All of it', shape: z.object({ items: z.array(followShape) }) } },
    refusals: ['not-allowed'],
    run: async ({ c, actor }) => {
      if (actor.kind !== 'citizen') throw new Refusal('not-allowed');
      const items = await followsOf(board(), actor.citizenId);
      return readable(c, { items }, 'private', 'Authorization, Cookie');
    },
  });
}

function mountThing(api: OpenAPIHono, { what, below, by, told }: (typeof things)[number]): void {
  const [name, id] = what === 'message' || what === 'region' ? ['code', 'code'] : ['id', 'id'];
  const common = {
    path: `/api/v1/${below}/{${name}}/follow`,
    room: 'citizen',
    caller: 'known',
    pace: 'writing',
    under: z.object({ [name]: by }),
  } as const;
  const capital = `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`;
  const addressed = (
    path: Record<string, string | number>,
  ): { what: FollowedThing; at: string | number } => ({
    what,
    at: path[id] ?? '',
  });
  mount(api, {
    ...common,
    method: 'put',
    id: `follow${capital}`,
    summary: `Follow a ${what}: notices tell ${told}`,
    answers: { 200: { description: 'Followed', shape } },
    refusals: ['not-allowed', 'not-found', 'wrong-state', 'too-many-follows'],
    run: async ({ path, actor, now }) => {
      await follow(addressed(path), actor, now);
      return answer({ following: true });
    },
  });
  mount(api, {
    ...common,
    method: 'delete',
    id: `unfollow${capital}`,
    summary: `Follow a ${what} no more`,
    answers: { 200: { description: 'Not followed', shape } },
    refusals: ['not-allowed', 'not-found', 'wrong-state'],
    run: async ({ path, actor }) => {
      await unfollow(addressed(path), actor);
      return answer({ following: false });
    },
  });
}
