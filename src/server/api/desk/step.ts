import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ZodObject, ZodType } from 'zod';
import type { RefusalCode } from '../../../domain/refusals.ts';
import type { Taken } from '../../life/take.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import type { Call } from '../operation.ts';
import { underMessage } from '../shapes/address.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';

/** What every step at the desk shares: staff only, one message. */
export const atDesk = { room: 'desk', caller: 'known', pace: 'writing', under: underMessage } as const;

/** Why a step at the desk may be refused, whichever it is. */
export const stepRefusals: readonly RefusalCode[] = ['not-allowed', 'wrong-state', 'taken-by-other'];

/** One step at the desk: what is posted, and what it does. */
export interface DeskStep<B> {
  name: string;
  id: string;
  summary: string;
  description?: string;
  body: ZodObject & ZodType<B>;
  refusals?: readonly RefusalCode[];
  take(call: Call<{ code: string }, unknown, B>): Promise<Taken>;
}

/** Opens a step that answers with the message's new state. */
export function mountStep<B>(api: OpenAPIHono, { name, take, refusals = [], ...rest }: DeskStep<B>): void {
  mount<{ code: string }, unknown, B>(api, {
    ...atDesk,
    ...rest,
    method: 'post',
    path: `/api/v1/desk/messages/{code}/${name}`,
    answers: { 200: { description: 'Done', shape: taken } },
    refusals: [...stepRefusals, ...refusals],
    run: async (call) => answer(await told(await take(call))),
  });
}
