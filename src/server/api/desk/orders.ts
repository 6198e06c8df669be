import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { orderRoles } from '../../../domain/hand-down/order.ts';
import { returnCodes } from '../../../domain/hand-down/return-codes.ts';
import { acceptOrder } from '../../life/handling/orders/accept-order.ts';
import { giveOrder } from '../../life/handling/orders/give-order.ts';
import { returnOrder } from '../../life/handling/orders/return-order.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { mountOnOrder, ordersPath } from './on-order.ts';
import { atDesk, stepRefusals } from './step.ts';

/** Orders down the chain: given, accepted, returned. */
export function mountOrders(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: ordersPath,
    id: 'giveOrder',
    summary: 'Hand the work down to a unit below, as lead, or call a joint unit in',
    body: z.object({
      office: z.int().positive(),
      role: z.enum(orderRoles),
      words: text(1000),
      dueOn: z.iso.date().optional().openapi({ description: 'By the end of which day; Shanghai' }),
    }),
    answers: { 201: { description: 'The order waits to be accepted', shape: taken.extend({ id: z.int() }) } },
    refusals: [...stepRefusals, 'order-open'],
    run: async ({ path: { code }, body, actor, now }) => {
      const { orderId, ...outcome } = await giveOrder(code, body, actor, now);
      return answer({ id: orderId, ...(await told(outcome)) }, 201);
    },
  });
  mountOnOrder(api, {
    name: 'acceptance',
    id: 'acceptOrder',
    summary: 'The unit signs for the order',
    body: z.object({}),
    take: ({ path, actor, now }) => acceptOrder(path.code, path.id, actor, now),
  });
  mountOnOrder(api, {
    name: 'return',
    id: 'returnOrder',
    summary: 'The unit returns the order; the second return goes to a common superior',
    body: z.object({ code: z.enum(returnCodes), words: text(500) }),
    refusals: ['return-too-late', 'ruled-already'],
    take: ({ path, body, actor, now }) =>
      returnOrder(path.code, { orderId: path.id, reason: body }, actor, now),
  });
}
