import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { revisit, visitOutcomes } from '../../life/supervision/revisit.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

/** The office asks the citizen whether the matter is truly settled. */
export function mountVisits(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'visits',
    id: 'revisit',
    summary: 'Record a return visit; never by whoever drafted the reply',
    body: z.object({ outcome: z.enum(visitOutcomes), words: text(500).optional() }),
    refusals: ['too-often-reopened'],
    take: ({ path: { code }, body, actor, now }) => {
      const visit = { outcome: body.outcome, words: body.words ?? '' };
      return revisit(code, visit, actor, now);
    },
  });
}
