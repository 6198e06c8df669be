import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { askExtension } from '../../life/clocks/ask-extension.ts';
import { grantExtension, refuseExtension } from '../../life/clocks/decide-extension.ts';
import { board } from '../../views/board.ts';
import { extensionRequests } from '../../views/desk/extension-requests.ts';
import { answer, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { limit, rowId, underMessage, usualLimit } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { taken } from '../shapes/message.ts';
import { extensionRequest, until } from '../shapes/waiting.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const path = '/api/v1/desk/messages/{code}/extensions';
const one = { ...atDesk, under: underMessage.extend({ id: rowId }) };
const answers = { 200: { description: 'Done', shape: taken } };

/** More time for a promise: asked for below, decided one step above. */
export function mountExtensions(api: OpenAPIHono): void {
  mountAsking(api);
  mountDeciding(api);
}

function mountAsking(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path,
    id: 'askExtension',
    summary: 'Ask the office above for more time, before the promise is due',
    description: 'At most two for one promise, one at a time; each at most as long as its kind allows.',
    body: z.object({
      words: text(500).openapi({
        description: 'Why, for the citizen; once granted everybody reads it on a public message',
      }),
      internal: text(500).openapi({ description: 'Why, for the house only' }),
      ...until,
    }),
    answers: { 201: { description: 'It waits to be decided', shape: taken.extend({ id: z.int() }) } },
    refusals: [...stepRefusals, 'too-late', 'extension-asked', 'too-often-extended'],
    run: async ({ path: { code }, body, actor, now }) => {
      const { extensionId, ...outcome } = await askExtension(code, body, actor, now);
      return answer({ id: extensionId, ...(await told(outcome)) }, 201);
    },
  });
}

function mountDeciding(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/desk/extensions',
    id: 'readExtensionRequests',
    room: 'desk',
    summary: 'Requests for more time that wait for the caller’s offices, the first due on top',
    caller: 'known',
    pace: 'reading',
    query: z.object({ limit }),
    answers: {
      200: {
        description: 'The requests',
        shape: z.object({ items: z.array(extensionRequest), total: z.int() }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor, now }) =>
      readable(c, await extensionRequests(board(), actor, query.limit ?? usualLimit, now), 'private'),
  });
  mount(api, {
    ...one,
    method: 'post',
    path: `${path}/{id}/grant`,
    id: 'grantExtension',
    summary: 'Grant more time; never one’s own request',
    body: z.object({}),
    answers,
    refusals: [...stepRefusals, 'asker-decides', 'too-late'],
    run: async ({ path: { code, id }, actor, now }) =>
      answer(await told(await grantExtension(code, id, actor, now))),
  });
  mount(api, {
    ...one,
    method: 'post',
    path: `${path}/{id}/refusal`,
    id: 'refuseExtension',
    summary: 'Refuse more time, with words to those who asked',
    body: z.object({ words: text(500) }),
    answers,
    refusals: [...stepRefusals, 'asker-decides'],
    run: async ({ path: { code, id }, body: { words }, actor, now }) =>
      answer(await told(await refuseExtension(code, id, { words, actor }, now))),
  });
}
