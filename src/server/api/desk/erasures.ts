import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { holdMessage, liftHold } from '../../life/retention/hold-message.ts';
import { orderErasure } from '../../life/retention/order-erasure.ts';
import { board } from '../../views/board.ts';
import { askedErasures } from '../../views/desk/retention/asked-erasures.ts';
import { answer, done, readable } from '../answer.ts';
import { refuseUnlessFreshCaller } from '../caller.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { moment } from '../shapes/facts.ts';
import { text } from '../shapes/given.ts';

const path = '/api/v1/desk/retention';
const operators = { room: 'desk', caller: 'known' } as const;
const count = z.int();
const document = z.object({ number: text(60), on: z.string().max(10), issuer: text(60) });
const asked = z.object({
  id: count,
  publicTexts: z.enum(['keep', 'remove']),
  askedAt: moment,
  state: z.enum(['asked', 'ordered', 'running']),
  messages: count,
  stillHandled: count,
  held: count,
});
const hold = z.object({
  id: count,
  code: z.string(),
  wholePerson: z.boolean(),
  document,
  placedBy: z.string(),
  placedAt: moment,
});

/** What persons ask to be erased, and the legal holds that stand against it. */
export function mountErasures(api: OpenAPIHono): void {
  mount(api, {
    ...operators,
    method: 'get',
    path: `${path}/requests`,
    id: 'readErasures',
    summary: 'Open requests of erasure, without names, and the legal holds',
    pace: 'reading',
    answers: {
      200: { description: 'Both', shape: z.object({ requests: z.array(asked), holds: z.array(hold) }) },
    },
    refusals: ['not-allowed'],
    run: async ({ c, actor }) => readable(c, await askedErasures(board(), actor), 'private'),
  });
  mount(api, {
    ...operators,
    method: 'post',
    path: `${path}/requests/{id}/order`,
    id: 'orderErasure',
    summary: 'Order what a person asked for; another operator confirms',
    pace: 'writing',
    under: z.object({ id: rowId }),
    answers: { 201: { description: 'It waits for the other operator', shape: z.object({ id: count }) } },
    refusals: ['not-allowed', 'confirm-first', 'not-found', 'deletion-decided'],
    run: async ({ c, path: { id }, actor, now }) => {
      await refuseUnlessFreshCaller(c, now);
      return answer({ id: await orderErasure(id, actor, now) }, 201);
    },
  });
  mountHolds(api);
}

function mountHolds(api: OpenAPIHono): void {
  mount(api, {
    ...operators,
    method: 'post',
    path: `${path}/holds`,
    id: 'holdMessage',
    summary: 'Keep a message from being erased, by a document',
    pace: 'writing',
    body: z.object({ code: z.string().max(20), wholePerson: z.boolean(), document }),
    answers: { 204: { description: 'It is held' } },
    refusals: ['not-allowed', 'held-already'],
    run: async ({ body, actor, now }) => {
      await holdMessage(body, actor, now);
      return done();
    },
  });
  mount(api, {
    ...operators,
    method: 'delete',
    path: `${path}/holds/{id}`,
    id: 'liftHold',
    summary: 'Lift a hold',
    pace: 'writing',
    under: z.object({ id: rowId }),
    answers: { 204: { description: 'It is lifted' } },
    refusals: ['not-allowed', 'confirm-first', 'not-found'],
    run: async ({ c, path: { id }, actor, now }) => {
      await refuseUnlessFreshCaller(c, now);
      await liftHold(id, actor, now);
      return done();
    },
  });
}
