import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { reasonCodes } from '../../../domain/reason-codes.ts';
import { reject } from '../../life/intake/reject.ts';
import { scheduleVerdict } from '../../life/intake/schedule-verdict.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { delaySeconds, held } from './publication.ts';
import { atDesk, stepRefusals } from './step.ts';

/** A reviewer does not show a message, and tells its author why and what to mend. */
export function mountRejection(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/messages/{code}/rejection',
    id: 'reject',
    summary: 'Reject a message with a code and words; its author may mend it within 30 days',
    body: z.object({
      code: z.string().openapi({ enum: [...reasonCodes] }),
      words: text(500).openapi({ description: 'To the author: what is wrong and what to do' }),
      delaySeconds,
    }),
    answers: { 200: { description: 'Done', shape: taken }, 202: held },
    refusals: [...stepRefusals, 'locked-by-other', 'own-message'],
    run: async ({ path: { code }, body: { delaySeconds, ...reason }, actor, now }) => {
      if (delaySeconds === undefined) return answer(await told(await reject(code, reason, actor, now)));
      const pending = { step: 'reject', reason } as const;
      return answer(await scheduleVerdict(code, pending, { actor, delaySeconds }, now), 202);
    },
  });
}
