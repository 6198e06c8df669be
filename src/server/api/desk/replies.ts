import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../domain/message.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { draftReply } from '../../life/handling/draft-reply.ts';
import { board } from '../../views/board.ts';
import { deskMessage } from '../../views/desk/desk-message.ts';
import { replyFindings } from '../../views/desk/reply-findings.ts';
import { officeName } from '../../views/office-name.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { replyFinding } from '../shapes/desk.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const type = z.enum(['interim', 'final']);

/** An officer drafts a reply; a second person approves it before anybody outside sees it. */
export function mountReplies(api: OpenAPIHono): void {
  mountLook(api);
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/messages/{code}/replies',
    id: 'draftReply',
    summary: 'Draft a reply: progress, or the final answer',
    description:
      'What stops a draft is refused. What is only doubted comes back as findings, and whoever signs sees it too; `…/replies/look` tells before.',
    body: z.object({
      type,
      text: text(limits.reply),
      unit: z.union([z.string(), z.int().positive()]).openapi({
        description: 'The unit that answers: its name, or the number of an office',
      }),
      template: z.int().positive().optional().openapi({ description: 'The template it was written from' }),
      despite: text(limits.words).optional().openapi({
        description: 'Why it is sent although something was found; whoever signs reads it',
      }),
    }),
    answers: {
      201: {
        description: 'It waits for approval',
        shape: taken.extend({ id: z.int(), findings: z.array(replyFinding) }),
      },
    },
    refusals: [...stepRefusals, 'reply-stopped'],
    run: async ({ path: { code }, body: { type, text, unit, template, despite }, actor, now }) => {
      const draft = {
        type,
        text,
        unit: await unitName(unit),
        ...(template && { templateId: template }),
        ...(despite && { despite }),
      };
      const { replyId, findings, ...outcome } = await draftReply(code, draft, actor, now);
      return answer({ id: replyId, findings, ...(await told(outcome)) }, 201);
    },
  });
}

/** Looks at a draft without handing it in. */
function mountLook(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/messages/{code}/replies/look',
    id: 'lookAtReply',
    summary: 'What would be found in a reply beside its message; nothing is kept',
    body: z.object({ type, text: text(limits.reply), unit: z.string() }),
    answers: { 200: { description: 'Findings', shape: z.object({ findings: z.array(replyFinding) }) } },
    refusals: ['not-allowed'],
    run: async ({ path: { code }, body, actor }) =>
      answer({ findings: replyFindings(await deskMessage(board(), code, actor), body) }),
  });
}

async function unitName(unit: string | number): Promise<string> {
  if (typeof unit === 'string') return unit;
  const name = await officeName(unit);
  if (name === undefined) throw new Refusal('invalid', { faults: [{ field: 'unit', code: 'wrong-choice' }] });
  return name;
}
