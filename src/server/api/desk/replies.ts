import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { draftReply } from '../../life/handling/draft-reply.ts';
import { board } from '../../views/board.ts';
import { officeName } from '../../views/office-name.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

/** An officer drafts a reply; a second person approves it before anybody outside sees it. */
export function mountReplies(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/messages/{code}/replies',
    id: 'draftReply',
    summary: 'Draft a reply: progress, or the final answer',
    body: z.object({
      type: z.enum(['interim', 'final']),
      text: text(limits.reply),
      unit: z.union([z.string(), z.int().positive()]).openapi({
        description: 'The unit that answers: its name, or the number of an office',
      }),
      template: z.int().positive().optional().openapi({ description: 'The template it was written from' }),
    }),
    answers: { 201: { description: 'It waits for approval', shape: taken.extend({ id: z.int() }) } },
    refusals: stepRefusals,
    run: async ({ path: { code }, body: { type, text, unit, template }, actor, now }) => {
      const draft = {
        type,
        text,
        unit: await unitName(unit),
        ...(template && { templateId: template }),
      };
      const { replyId, ...outcome } = await draftReply(code, draft, actor, now);
      return answer({ id: replyId, ...(await told(outcome)) }, 201);
    },
  });
}

async function unitName(unit: string | number): Promise<string> {
  if (typeof unit === 'string') return unit;
  const name = await officeName(board(), unit);
  if (name === undefined) throw new Refusal('invalid', { faults: [{ field: 'unit', code: 'wrong-choice' }] });
  return name;
}
