import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { endingCodes } from '../../../domain/ending-codes.ts';
import { decideEnd } from '../../life/handling/endings/decide-end.ts';
import { merge } from '../../life/handling/endings/merge.ts';
import { proposeEnd } from '../../life/handling/endings/propose-end.ts';
import { messageCode } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

/** Ends that no answer brings: merged into another message, or ended with a code and two signatures. */
export function mountEndings(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'merge',
    id: 'merge',
    summary: 'Merge it into another open message on the same matter; the earlier date governs',
    body: z.object({ into: messageCode }),
    take: ({ path: { code }, body, actor, now }) => merge(code, body.into, actor, now),
  });
  mountStep(api, {
    name: 'ending',
    id: 'proposeEnd',
    summary: 'Propose to end it without an answer; a second person signs',
    body: z.object({ code: z.enum(endingCodes), words: text(500) }),
    refusals: ['ending-proposed'],
    take: ({ path: { code }, body, actor, now }) => proposeEnd(code, body, actor, now),
  });
  mountStep(api, {
    name: 'ending-decision',
    id: 'decideEnd',
    summary: 'Countersign or refuse a proposed end; never one’s own',
    body: z.object({ end: z.boolean(), words: text(500).default('') }),
    refusals: ['drafter-approves'],
    take: ({ path: { code }, body, actor, now }) => decideEnd(code, body, actor, now),
  });
}
