import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../domain/message.ts';
import { reasonCodes } from '../../../domain/reason-codes.ts';
import { reviewWords } from '../../life/citizen/review-words.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { atDesk, stepRefusals } from './step.ts';

const verdict = z.object({
  visibility: z.enum(['public', 'private', 'rejected']).default('public'),
  text: text(limits.followUp).optional().openapi({ description: 'The public text where it differs' }),
  code: z.enum(reasonCodes).optional().openapi({ description: 'Why it is not shown' }),
});

const kinds = [
  { kind: 'follow-up', path: 'follow-ups', id: 'reviewFollowUp', summary: 'Review a follow-up' },
  { kind: 'rating', path: 'ratings', id: 'reviewRating', summary: 'Review the words of a rating' },
] as const;

/** A reviewer reads what a citizen said later: follow-ups, and the words of ratings. */
export function mountWordsPublication(api: OpenAPIHono): void {
  for (const { kind, path, id, summary } of kinds) {
    mount(api, {
      ...atDesk,
      method: 'post',
      path: `/api/v1/desk/${path}/{id}/publication`,
      id,
      summary,
      under: z.object({ id: rowId }),
      body: verdict,
      answers: { 200: { description: 'Done', shape: z.object({ code: z.string() }) } },
      refusals: stepRefusals,
      run: async ({ path: of, body, actor, now }) =>
        answer(await reviewWords({ kind, id: of.id }, body, actor, now)),
    });
  }
}
