import type { z, OpenAPIHono } from '@hono/zod-openapi';
import type { RefusalCode } from '../../../domain/refusals.ts';
import type { Taken } from '../../life/take.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import type { Call } from '../operation.ts';
import { rowId, underMessage } from '../shapes/address.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

/** The address of a message's orders. */
export const ordersPath = '/api/v1/desk/messages/{code}/assignments';
const under = underMessage.extend({ id: rowId });

/** One step with one order: what is posted, and what it does. */
export interface OnOrder<B> {
  name: string;
  id: string;
  summary: string;
  body: z.ZodObject & z.ZodType<B>;
  refusals?: readonly RefusalCode[];
  take(call: Call<{ code: string; id: number }, unknown, B>): Promise<Taken>;
}

/** Opens a step on an order; it answers with the message's new state. */
export function mountOnOrder<B>(api: OpenAPIHono, { name, take, refusals = [], ...rest }: OnOrder<B>): void {
  mount<{ code: string; id: number }, unknown, B>(api, {
    ...atDesk,
    ...rest,
    under,
    method: 'post',
    path: `${ordersPath}/{id}/${name}`,
    answers: { 200: { description: 'Done', shape: taken } },
    refusals: [...stepRefusals, ...refusals],
    run: async (call) => answer(await told(await take(call))),
  });
}
