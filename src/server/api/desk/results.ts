import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../domain/message.ts';
import { cancelOrder, waivePart } from '../../life/handling/orders/cancel-order.ts';
import { grantReveal } from '../../life/handling/orders/grant-reveal.ts';
import { approveResult, sendBackResult } from '../../life/handling/orders/judge-result.ts';
import { reportResult } from '../../life/handling/orders/report-result.ts';
import { text } from '../shapes/given.ts';
import { mountOnOrder } from './on-order.ts';

const words = z.object({ words: text(500) });

/** What units report, and what their orderers do with it. */
export function mountResults(api: OpenAPIHono): void {
  mountOnOrder(api, {
    name: 'result',
    id: 'reportResult',
    summary: 'The unit reports what was done',
    body: z.object({ text: text(limits.reply) }),
    refusals: ['order-open'],
    take: ({ path, body, actor, now }) =>
      reportResult(path.code, { orderId: path.id, text: body.text }, actor, now),
  });
  mountOnOrder(api, {
    name: 'result-approval',
    id: 'approveResult',
    summary: 'The orderer accepts the result',
    body: z.object({}),
    take: ({ path, actor, now }) => approveResult(path.code, path.id, actor, now),
  });
  mountOnOrder(api, {
    name: 'result-return',
    id: 'sendBackResult',
    summary: 'The orderer sends the result back with words',
    body: words,
    take: ({ path, body, actor, now }) =>
      sendBackResult(path.code, { orderId: path.id, words: body.words }, actor, now),
  });
  mountOnOrder(api, {
    name: 'cancellation',
    id: 'cancelOrder',
    summary: 'The orderer takes the order back, with everything ordered under it',
    body: words,
    take: ({ path, body, actor, now }) =>
      cancelOrder(path.code, { orderId: path.id, words: body.words }, actor, now),
  });
  mountOnOrder(api, {
    name: 'waiver',
    id: 'waivePart',
    summary: 'The final answer need not wait for this joint part; the reply names it',
    body: words,
    take: ({ path, body, actor, now }) =>
      waivePart(path.code, { orderId: path.id, words: body.words }, actor, now),
  });
  mountOnOrder(api, {
    name: 'reveal-grant',
    id: 'grantReveal',
    summary: 'The lead lets this joint unit see the writer’s phone and name, or takes that back',
    body: z.object({ granted: z.boolean() }),
    take: ({ path, body, actor, now }) =>
      grantReveal(path.code, { orderId: path.id, granted: body.granted }, actor, now),
  });
}
