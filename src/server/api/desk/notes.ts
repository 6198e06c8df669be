import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../domain/message.ts';
import { writeNote } from '../../life/replies/write-note.ts';
import { answer } from '../answer.ts';
import { mount } from '../mount.ts';
import { text } from '../shapes/given.ts';
import { atDesk } from './step.ts';

/** Those who handle a message write to each other on it; the notes are read with the message at the desk. */
export function mountNotes(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/messages/{code}/notes',
    id: 'writeNote',
    summary: 'Write an internal note; neither the author nor the public ever sees it',
    body: z.object({ words: text(limits.note) }),
    answers: { 201: { description: 'It stands', shape: z.object({ id: z.int() }) } },
    refusals: ['not-allowed', 'wrong-state'],
    run: async ({ path: { code }, body, actor, now }) =>
      answer({ id: (await writeNote(code, body, actor, now)).noteId }, 201),
  });
}
