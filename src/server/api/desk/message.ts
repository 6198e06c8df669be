import type { OpenAPIHono } from '@hono/zod-openapi';
import { board } from '../../views/board.ts';
import { deskMessage } from '../../views/desk/desk-message.ts';
import { readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { deskMessage as shape } from '../shapes/desk.ts';
import { atDesk } from './step.ts';

/** A message as those see it who review or handle it. */
export function mountDeskMessage(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/messages/{code}',
    id: 'readAtDesk',
    summary: 'One message with its original, clocks and history, as far as this reader may see them',
    pace: 'reading',
    answers: { 200: { description: 'The message', shape } },
    run: async ({ c, path: { code }, actor }) =>
      readable(c, await deskMessage(board(), code, actor), 'private'),
  });
}
