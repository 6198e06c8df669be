import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { unsettledCodes } from '../../../domain/visiting.ts';
import { revisit, visitOutcomes } from '../../life/supervision/revisit.ts';
import { text } from '../shapes/given.ts';
import { mountStep } from './step.ts';

/** The office asks the citizen whether the matter is truly settled. */
export function mountVisits(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'visits',
    id: 'revisit',
    summary: 'Record a return visit; never by whoever drafted the reply',
    body: z.object({
      outcome: z.enum(visitOutcomes),
      words: text(500).optional(),
      code: z
        .enum(unsettledCodes)
        .optional()
        .openapi({ description: 'Why it is not settled; needed with it, and so are the words' }),
    }),
    refusals: ['call-by-other'],
    take: ({ path: { code }, body, actor, now }) => {
      const visit = { outcome: body.outcome, words: body.words ?? '', code: body.code };
      return revisit(code, visit, actor, now);
    },
  });
}
