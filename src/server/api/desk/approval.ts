import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { approveReply, sendBackReply } from '../../life/handling/decide-reply.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId, underMessage } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const path = '/api/v1/desk/messages/{code}/replies/{id}';
const under = underMessage.extend({ id: rowId });
const answers = { 200: { description: 'Done', shape: taken } };

/** A second person decides a drafted reply: publishes it, or sends it back with words. */
export function mountApproval(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: `${path}/approval`,
    id: 'approveReply',
    summary: 'Sign a drafted reply, never one’s own; the last of its signatures publishes it',
    under,
    body: z.object({}),
    answers,
    refusals: [...stepRefusals, 'drafter-approves', 'signed-already'],
    run: async ({ path: { code, id }, actor, now }) =>
      answer(await told(await approveReply(code, id, actor, now))),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: `${path}/return`,
    id: 'sendReplyBack',
    summary: 'Send a drafted reply back with words',
    under,
    body: z.object({ words: text(500) }),
    answers,
    refusals: stepRefusals,
    run: async ({ path: { code, id }, body: { words }, actor, now }) =>
      answer(await told(await sendBackReply(code, id, { words, actor }, now))),
  });
}
