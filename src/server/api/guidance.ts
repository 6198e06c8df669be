import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { countGuidance, guidanceOutcomes } from '../life/replies/count-guidance.ts';
import { listAdopted } from '../views/adopted.ts';
import { board } from '../views/board.ts';
import { listGuidance } from '../views/guidance.ts';
import { leader as leaderOf } from '../views/leaders.ts';
import { similarGuidance } from '../views/similar-guidance.ts';
import { answer, done, readable } from './answer.ts';
import { boardSeconds } from './messages.ts';
import { mount } from './mount.ts';
import { after, before, limit, regionCode, underMessage, usualLimit, wholeNumber } from './shapes/address.ts';
import { moment, named, orNull, topicNamed } from './shapes/facts.ts';
import { text } from './shapes/given.ts';
import { pageBothWays } from './shapes/message.ts';

const everybody = { room: 'board', caller: 'anybody', pace: 'reading' } as const;
const place = orNull(z.object({ code: z.string(), name: z.string() }));
const total = z.int();
const guidance = z
  .object({
    code: z.string(),
    title: z.string(),
    answer: z.string().openapi({ description: 'Its first words' }),
    unit: z.string(),
    answeredAt: moment,
    leader: named,
    region: place,
    topic: topicNamed,
    helped: z.int().openapi({ description: 'How often it answered a question before it was sent' }),
  })
  .openapi('Guidance');
const adopted = z
  .object({
    code: z.string(),
    title: z.string(),
    author: z.string(),
    measure: z.string(),
    on: z.string(),
    link: z.string().nullable(),
    unit: z.string(),
    leader: named,
    region: place,
    topic: topicNamed,
  })
  .openapi('Adopted');
const filter = z.object({
  region: regionCode.optional(),
  topic: wholeNumber(32_767).optional(),
  after,
  before,
  limit,
});

/** Answers that guide others, offered before somebody sends; and suggestions that were adopted. */
export function mountGuidance(api: OpenAPIHono): void {
  mount(api, {
    ...everybody,
    method: 'get',
    path: '/api/v1/guidance',
    id: 'listGuidance',
    summary: 'Answers marked as guidance for others, newest first',
    query: filter.extend({ q: z.string().max(60).optional() }),
    answers: { 200: { description: 'A page of the list', shape: pageBothWays(guidance).extend({ total }) } },
    refusals: ['wrong-cursor'],
    run: async ({ c, query: { after: from, before: to, limit: most, ...asked } }) =>
      readable(
        c,
        await listGuidance(board(), asked, { after: from, before: to, limit: most ?? usualLimit }),
        {
          seconds: boardSeconds,
        },
      ),
  });
  mount(api, {
    ...everybody,
    method: 'get',
    path: '/api/v1/adopted',
    id: 'listAdopted',
    summary: 'Suggestions that became a measure, newest first',
    query: filter,
    answers: { 200: { description: 'A page of the list', shape: pageBothWays(adopted).extend({ total }) } },
    refusals: ['wrong-cursor'],
    run: async ({ c, query: { after: from, before: to, limit: most, ...asked } }) =>
      readable(c, await listAdopted(board(), asked, { after: from, before: to, limit: most ?? usualLimit }), {
        seconds: boardSeconds,
      }),
  });
  mountOffer(api);
}

function mountOffer(api: OpenAPIHono): void {
  mount(api, {
    room: 'citizen',
    caller: 'anybody',
    pace: 'writing',
    method: 'post',
    path: '/api/v1/guidance/similar',
    id: 'findGuidance',
    summary: 'Guidance that may answer a message before it is sent: three at most; nothing is kept',
    body: z.object({
      leader: z.int().positive(),
      topic: z.int().optional(),
      title: text(limits.title),
      body: text(limits.body),
    }),
    answers: { 200: { description: 'The most alike first', shape: z.object({ items: z.array(guidance) }) } },
    refusals: ['unknown-leader'],
    run: async ({ body: { leader, topic, title, body }, now }) => {
      const post = await leaderOf(board(), leader);
      if (!post) throw new Refusal('unknown-leader');
      const region = post.region?.code ?? null;
      const items = await similarGuidance(board(), { title, body, topic: topic ?? null, leader, region });
      await countGuidance(
        items.map((item) => item.code),
        'offered',
        now,
      );
      return answer({ items });
    },
  });
  mount(api, {
    room: 'citizen',
    caller: 'anybody',
    pace: 'writing',
    method: 'post',
    path: '/api/v1/guidance/{code}/outcome',
    id: 'tellGuidanceOutcome',
    summary: 'Whether guidance that was shown was enough; counted, nothing of the person is kept',
    under: underMessage,
    body: z.object({ outcome: z.enum(guidanceOutcomes) }),
    answers: { 204: { description: 'Counted' } },
    run: async ({ path: { code }, body: { outcome }, now }) => {
      await countGuidance([code], outcome, now);
      return done();
    },
  });
}
