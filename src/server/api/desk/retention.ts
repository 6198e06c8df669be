import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { grounds, retentionRules } from '../../../domain/retention/schedule.ts';
import { askCount } from '../../life/retention/ask-count.ts';
import { decideDeletion } from '../../life/retention/decide-deletion.ts';
import { orderDeletion } from '../../life/retention/order-deletion.ts';
import { setRetention } from '../../life/retention/set-retention.ts';
import { board } from '../../views/board.ts';
import { retentionSchedule } from '../../views/desk/retention/retention-schedule.ts';
import { answer, done, readable } from '../answer.ts';
import { refuseUnlessFreshCaller } from '../caller.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { moment, orNull } from '../shapes/facts.ts';

const path = '/api/v1/desk/retention';
const operators = { room: 'desk', caller: 'known' } as const;
const lasting = ['not-allowed', 'confirm-first'] as const;
const rule = z.enum(retentionRules);
const count = z.int();
const days = orNull(count).openapi({ description: 'Null: for good' });
const kept = z.object({
  rule,
  way: z.enum(['timetable', 'order']).openapi({ description: 'By itself, or by order of two operators' }),
  days,
  least: count,
  most: count,
  forGood: z.boolean(),
  ground: z.enum(grounds),
  due: orNull(z.object({ count, oldestAt: moment.nullable(), newestAt: moment.nullable() })),
});
const order = z.object({
  id: count,
  what: z.enum(['schedule', 'person']),
  state: z.enum(['ordered', 'confirmed', 'refused']),
  rules: z.array(z.object({ rule, before: moment })),
  orderedBy: z.string(),
  orderedAt: moment,
  own: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  gone: z.array(z.object({ rule: z.string(), count })),
});

/** What is kept how long; deletion by order of one operator, confirmed by another, each just proved to be there. */
export function mountRetention(api: OpenAPIHono): void {
  mount(api, {
    ...operators,
    method: 'get',
    path,
    id: 'readRetention',
    summary: 'The schedule, what has had its time as it was last counted, and the orders',
    pace: 'reading',
    answers: {
      200: {
        description: 'The schedule',
        shape: z.object({ rules: z.array(kept), countedAt: moment.nullable(), orders: z.array(order) }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, actor }) => readable(c, await retentionSchedule(board(), actor), 'private'),
  });
  mountTerms(api);
  mountOrders(api);
}

function mountTerms(api: OpenAPIHono): void {
  mount(api, {
    ...operators,
    method: 'put',
    path: `${path}/{rule}`,
    id: 'setRetention',
    summary: 'Keep something longer or shorter, within the bounds of its rule',
    pace: 'writing',
    under: z.object({ rule: z.string().max(30) }),
    body: z.object({ days }),
    answers: { 204: { description: 'It holds' } },
    refusals: lasting,
    run: async ({ c, path: { rule }, body, actor, now }) => {
      await refuseUnlessFreshCaller(c, now);
      await setRetention({ rule, days: body.days }, actor, now);
      return done();
    },
  });
  mount(api, {
    ...operators,
    method: 'post',
    path: `${path}/counts`,
    id: 'countRetention',
    summary: 'Have the worker count anew what has had its time; deletes nothing',
    pace: 'writing',
    answers: { 204: { description: 'It will be counted' } },
    refusals: ['not-allowed'],
    run: async ({ actor, now }) => {
      await askCount(actor, now);
      return done();
    },
  });
}

function mountOrders(api: OpenAPIHono): void {
  mount(api, {
    ...operators,
    method: 'post',
    path: `${path}/orders`,
    id: 'orderDeletion',
    summary: 'Order that what has had its time goes; another operator confirms',
    pace: 'writing',
    body: z.object({ rules: z.array(rule).max(retentionRules.length) }),
    answers: { 201: { description: 'It waits for the other operator', shape: z.object({ id: count }) } },
    refusals: [...lasting, 'nothing-to-delete'],
    run: async ({ c, body, actor, now }) => {
      await refuseUnlessFreshCaller(c, now);
      return answer({ id: await orderDeletion(body.rules, actor, now) }, 201);
    },
  });
  mount(api, {
    ...operators,
    method: 'put',
    path: `${path}/orders/{id}/decision`,
    id: 'decideDeletion',
    summary: 'Confirm what another operator ordered, or refuse it; one’s own can only be taken back',
    pace: 'writing',
    under: z.object({ id: rowId }),
    body: z.object({ agree: z.boolean() }),
    answers: { 204: { description: 'Decided' } },
    refusals: [...lasting, 'not-found', 'second-operator-confirms', 'deletion-decided', 'deletion-stale'],
    run: async ({ c, path: { id }, body, actor, now }) => {
      if (body.agree) await refuseUnlessFreshCaller(c, now);
      await decideDeletion(id, body.agree, actor, now);
      return done();
    },
  });
}
