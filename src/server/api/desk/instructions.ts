import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { instruct, type Instruction } from '../../life/instructing/instruct.ts';
import { board } from '../../views/board.ts';
import { instructionThread } from '../../views/desk/leader/instruction-thread.ts';
import { answer, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { day, text } from '../shapes/given.ts';
import { instruction } from '../shapes/instruction.ts';
import { taken } from '../shapes/message.ts';
import { told } from '../told.ts';
import { atDesk, stepRefusals } from './step.ts';

const path = '/api/v1/desk/messages/{code}';
const id = z.int().positive();
const given = z.object({
  to: z
    .array(z.union([z.object({ post: id }), z.object({ office: id })]))
    .openapi({ description: 'Deputies’ posts and offices; the first leads' }),
  words: text(500),
  reportOn: day,
  passedOn: id
    .optional()
    .openapi({ description: 'A deputy passes on: the id under which they are addressed' }),
});

/** Instructions of leaders (批示): given, read, reported on, accepted or sent back. */
export function mountInstructions(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'get',
    path: `${path}/instructions`,
    id: 'readInstructions',
    summary: 'The thread of instructions on a message, as far as this reader may see it',
    pace: 'reading',
    answers: { 200: { description: 'The thread', shape: z.object({ items: z.array(instruction) }) } },
    run: async ({ c, path: { code }, actor }) =>
      readable(c, { items: await instructionThread(board(), code, actor) }, 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: `${path}/instructions`,
    id: 'instruct',
    summary: 'A leader instructs; a deputy passes an instruction on',
    body: given,
    answers: { 201: { description: 'It is given', shape: taken.extend({ id: z.int() }) } },
    refusals: stepRefusals,
    run: async ({ path: { code }, body: { passedOn, ...rest }, actor, now }) => {
      const wanted: Instruction = { ...rest, ...(passedOn !== undefined && { passedOn }) };
      const { instructionId, ...outcome } = await instruct(code, wanted, actor, now);
      return answer({ id: instructionId, ...(await told(outcome)) }, 201);
    },
  });
}
