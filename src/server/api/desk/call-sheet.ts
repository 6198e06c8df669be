import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { beginCall } from '../../life/supervision/begin-call.ts';
import { setVisitRule } from '../../life/supervision/set-visit-rule.ts';
import { board } from '../../views/board.ts';
import { callSheet } from '../../views/desk/visits/call-sheet.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { facts, moment } from '../shapes/facts.ts';
import { atDesk, stepRefusals } from './step.ts';

const count = z.int();
const sheet = z.object({
  items: z.array(
    facts.extend({
      title: z.string(),
      tries: count,
      triedToday: z.boolean(),
      own: z.boolean().openapi({ description: 'You drafted the answer: somebody else calls' }),
      calledBy: z.string().nullable(),
    }),
  ),
  numbers: z.object({
    today: z.object({ done: count, reached: count, unsettled: count, mine: count }),
    month: z.object({ visits: count, settled: count, said: count }),
  }),
  rules: z.array(z.object({ officeId: count, office: z.string(), percent: count, may: z.boolean() })),
});

/** The call sheet of the day, one call from it, and the share of answers that an office visits. */
export function mountCallSheet(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/desk/call-sheet',
    id: 'readCallSheet',
    room: 'desk',
    summary: 'Whom to call today, how the day goes, and the month with its ground',
    caller: 'known',
    pace: 'reading',
    answers: { 200: { description: 'The sheet', shape: sheet } },
    refusals: ['not-allowed'],
    run: async ({ c, actor, now }) => readable(c, await callSheet(board(), actor, now), 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/messages/{code}/call',
    id: 'beginCall',
    summary: 'Begin a return call: the phone for this call, logged; nobody else calls meanwhile',
    body: z.object({}),
    answers: { 200: { description: 'The phone', shape: z.object({ phone: z.string(), until: moment }) } },
    refusals: [...stepRefusals, 'call-by-other', 'writer-gone'],
    run: async ({ path: { code }, actor, now }) => answer(await beginCall(code, actor, now)),
  });
  mount(api, {
    ...atDesk,
    method: 'put',
    path: '/api/v1/desk/offices/{id}/visit-rule',
    id: 'setVisitRule',
    summary: 'The head of an office sets the share of its answers that is visited',
    under: z.object({ id: rowId }),
    body: z.object({ percent: z.int().min(0).max(100) }),
    answers: { 204: { description: 'It holds from the next answer on' } },
    refusals: ['not-allowed'],
    run: async ({ path: { id }, body, actor, now }) => {
      await setVisitRule({ officeId: id, percent: body.percent }, actor, now);
      return done();
    },
  });
}
