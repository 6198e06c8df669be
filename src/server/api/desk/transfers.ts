import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { returnCodes } from '../../../domain/hand-down/return-codes.ts';
import { rule } from '../../life/handling/orders/rule.ts';
import { returnTransfer } from '../../life/handling/transfer/return-transfer.ts';
import { transferOn } from '../../life/handling/transfer/transfer-on.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

const office = z.int().positive();

/** Who answers, until somebody has accepted: hand-over, return, and the ruling that ends a dispute. */
export function mountTransfers(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'transfers',
    id: 'transferOn',
    summary: 'Hand a message that nobody has accepted to another office, which answers from now on',
    body: z.object({
      office,
      words: text(500),
      onlyReturned: z.boolean().optional().openapi({
        description: 'Refused as taken by another once it no longer lies where it was returned to',
      }),
    }),
    take: ({ path: { code }, body, actor, now }) => transferOn(code, body, actor, now),
  });
  mountStep(api, {
    name: 'transfer-return',
    id: 'returnTransfer',
    summary: 'The addressed office returns it before accepting; the second return goes to a common superior',
    body: z.object({ code: z.enum(returnCodes), words: text(500) }),
    refusals: ['return-too-late'],
    take: ({ path: { code }, body, actor, now }) => returnTransfer(code, body, actor, now),
  });
  mountStep(api, {
    name: 'ruling',
    id: 'rule',
    summary: 'The common superior rules who does it; it binds',
    body: z.object({ office, words: text(500) }),
    take: ({ path: { code }, body, actor, now }) => rule(code, body, actor, now),
  });
}
