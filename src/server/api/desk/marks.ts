import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { markLimits } from '../../../domain/marks.ts';
import { confirmMark, declineMark, endMark } from '../../life/replies/decide-mark.ts';
import { proposeMark } from '../../life/replies/propose-mark.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId, underMessage } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const path = '/api/v1/desk/messages/{code}/marks';
const under = underMessage.extend({ id: rowId });
const proposal = z.discriminatedUnion('what', [
  z.object({ what: z.literal('guidance') }),
  z.object({
    what: z.literal('adopted'),
    measure: text(markLimits.measure).openapi({ description: 'The name of what was decided' }),
    on: z.string().openapi({ description: 'Its day, yyyy-mm-dd', example: '2026-11-09' }),
    link: z.string().max(500).default('').openapi({ description: 'Where it can be read; https only' }),
  }),
]);

const decisions = [
  ['post', 'confirmation', 'confirmMark', 'Confirm a mark that somebody else proposed', confirmMark],
  ['post', 'refusal', 'declineMark', 'Decline a proposed mark', declineMark],
  ['post', 'end', 'endMark', 'Take a mark away', endMark],
] as const;

/** An answered message is marked as guidance, or a suggestion as adopted: proposed by one, confirmed by another. */
export function mountMarks(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path,
    id: 'proposeMark',
    summary: 'Propose an answered message as guidance, or a suggestion as adopted',
    body: proposal,
    answers: { 201: { description: 'It waits to be confirmed', shape: taken.extend({ id: z.int() }) } },
    refusals: [...stepRefusals, 'marked-already'],
    run: async ({ path: { code }, body, actor, now }) => {
      const { markId, ...outcome } = await proposeMark(code, body, actor, now);
      return answer({ id: markId, ...(await told(outcome)) }, 201);
    },
  });
  for (const [method, name, id, summary, take] of decisions)
    mount(api, {
      ...atDesk,
      method,
      path: `${path}/{id}/${name}`,
      id,
      summary,
      under,
      body: z.object({}),
      answers: { 200: { description: 'Done', shape: taken } },
      refusals: [...stepRefusals, 'proposer-confirms'],
      run: async ({ path: { code, id: markId }, actor, now }) =>
        answer(await told(await take(code, markId, actor, now))),
    });
}
