import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { reasonCodes } from '../../../domain/reason-codes.ts';
import { carryOutOrder } from '../../life/taking-down/carry-out-order.ts';
import { decideTakeDown } from '../../life/taking-down/decide-take-down.ts';
import { proposeRestore, proposeTakeDown } from '../../life/taking-down/propose-take-down.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

const code = z.enum(reasonCodes).openapi({ description: 'Everybody reads it in the place of the message' });

/** Out of public view and back: two reviewers, or a legal order. */
export function mountTakeDowns(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'take-down',
    id: 'proposeTakeDown',
    summary: 'Propose to take a public message down; a second reviewer confirms',
    body: z.object({ code, words: text(500) }),
    refusals: ['take-down-proposed'],
    take: ({ path, body, actor, now }) => proposeTakeDown(path.code, body, actor, now),
  });
  mountStep(api, {
    name: 'restoration',
    id: 'proposeRestore',
    summary: 'Propose to show a message again that reviewers took down',
    body: z.object({ words: text(500) }),
    refusals: ['take-down-proposed', 'taken-down-by-order'],
    take: ({ path, body, actor, now }) => proposeRestore(path.code, body.words, actor, now),
  });
  mountStep(api, {
    name: 'take-down-decision',
    id: 'decideTakeDown',
    summary: 'Confirm or refuse what another reviewer proposed; one’s own can only be taken back',
    body: z.object({ agree: z.boolean() }),
    refusals: ['second-reviewer-confirms', 'answer-unfit'],
    take: ({ path, body, actor, now }) => decideTakeDown(path.code, body.agree, actor, now),
  });
  mountStep(api, {
    name: 'legal-order',
    id: 'carryOutOrder',
    summary: 'Take a message down, or show it again, by a legal order with its document',
    body: z.object({
      show: z.boolean(),
      code,
      document: z.object({
        number: text(60),
        on: z.string().max(10).openapi({ description: 'Its date, such as 2026-11-09' }),
        issuer: text(60),
      }),
    }),
    refusals: ['answer-unfit'],
    take: ({ path, body, actor, now }) => carryOutOrder(path.code, body, actor, now),
  });
}
