import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { approveReply, sendBackReply } from '../../life/handling/decide-reply.ts';
import { limits } from '../../../domain/message.ts';
import { draftCorrection } from '../../life/replies/draft-correction.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId, underMessage } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const correction = z.object({
  text: text(limits.reply).openapi({ description: 'The whole reply as it shall read' }),
  blackOut: text(limits.words).optional().openapi({
    description: 'Words to be covered in the old text for good, one a line',
  }),
  why: text(limits.words).openapi({ description: 'For those who sign, and for the record' }),
});

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
  mount(api, {
    ...atDesk,
    method: 'post',
    path: `${path}/corrections`,
    id: 'draftCorrection',
    summary: 'Draft a correction of a published reply; approved like a reply, by its own id',
    under,
    body: correction,
    answers: { 201: { description: 'It waits for approval', shape: taken.extend({ id: z.int() }) } },
    refusals: [...stepRefusals, 'reply-stopped'],
    run: async ({ path: { code, id: replyId }, body, actor, now }) => {
      const { text, why, blackOut } = body;
      const given = { text, why, ...(blackOut && { blackOut }) };
      const { correctionId, ...outcome } = await draftCorrection(
        code,
        { replyId, correction: given },
        actor,
        now,
      );
      return answer({ id: correctionId, ...(await told(outcome)) }, 201);
    },
  });
}
