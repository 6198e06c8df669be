import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '../../domain/actor.ts';
import { limits } from '../../domain/message.ts';
import { mend } from '../life/intake/mend.ts';
import { withdraw } from '../life/intake/withdraw.ts';
import { board, shortReads } from '../views/board.ts';
import { messagePage } from '../views/message-page.ts';
import { takenDown } from '../views/taken-down.ts';
import { ownMessage } from '../views/mine/message.ts';
import { answer, readable } from './answer.ts';
import { boardSeconds } from './messages.ts';
import { mount } from './mount.ts';
import { underMessage } from './shapes/address.ts';
import { text } from './shapes/given.ts';
import { message, ownMessage as ownShape, taken } from './shapes/message.ts';
import { told } from './told.ts';

const path = '/api/v1/messages/{code}';
const common = { room: 'citizen', caller: 'known', pace: 'writing', under: underMessage } as const;

/** One message: read by everybody, mended and withdrawn by its author. */
export function mountMessage(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path,
    id: 'readMessage',
    room: 'board',
    summary: 'One message with all that was said',
    description: 'Its author reads it in full, with what is not public; everybody else the public view.',
    caller: 'known or not',
    pace: 'reading',
    under: underMessage,
    answers: { 200: { description: 'The message', shape: z.union([ownShape, message]) } },
    refusals: ['taken-down'],
    run: async ({ c, path: { code }, actor }) => {
      const own = await asAuthor(code, actor);
      const shown = own ?? (await messagePage(shortReads(), code));
      if (!shown) throw await takenDown(board(), code);
      const keeping = actor.kind === 'visitor' ? { seconds: boardSeconds } : 'private';
      return readable(c, shown, keeping, 'Authorization, Cookie');
    },
  });
  mount(api, {
    ...common,
    method: 'put',
    path,
    id: 'mendMessage',
    summary: 'Mend a rejected message and send it again, within 30 days',
    body: z.object({
      title: text(limits.title),
      body: text(limits.body),
      place: text(limits.place).optional(),
      remark: text(limits.remark).optional(),
      name: text(limits.name),
    }),
    answers: { 200: { description: 'It waits for review again', shape: taken } },
    refusals: ['not-allowed', 'wrong-state', 'too-late'],
    run: async ({ path: { code }, body, actor, now }) =>
      answer(await told(await mend(code, body, actor, now))),
  });
  mount(api, {
    ...common,
    method: 'post',
    path: `${path}/withdrawal`,
    id: 'withdrawMessage',
    summary: 'Take one’s own message back',
    description: 'Before the answer it ends; after it, it is hidden and the record stays.',
    body: z.object({ words: text(200).optional() }),
    answers: { 200: { description: 'It is out of view', shape: taken } },
    refusals: ['not-allowed', 'wrong-state'],
    run: async ({ path: { code }, body, actor, now }) =>
      answer(await told(await withdraw(code, body.words ?? '', actor, now))),
  });
}

async function asAuthor(code: string, actor: Actor) {
  return actor.kind === 'citizen' ? ownMessage(board(), code, actor) : undefined;
}
