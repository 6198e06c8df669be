import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { mostAtOnce } from '../../../domain/supervising.ts';
import { urge } from '../../life/supervision/urge.ts';
import { urgeMany } from '../../life/supervision/urge-many.ts';
import { board } from '../../views/board.ts';
import { supervisionOf } from '../../views/desk/supervision/supervision-of.ts';
import { answer, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { messageCode } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { ofMany, supervision } from '../shapes/supervision.ts';
import { atDesk, mountStep } from './step.ts';

/** A supervisor urges one message or many; those concerned read how a message is watched. */
export function mountUrges(api: OpenAPIHono): void {
  mountStep(api, {
    name: 'urges',
    id: 'urge',
    summary: 'Urge whoever has to act; the same office once an hour at most',
    body: z.object({ words: text(500).optional() }),
    refusals: ['urged-just-now'],
    take: ({ path: { code }, body, actor, now }) => urge(code, body.words ?? '', actor, now),
  });
  mount(api, {
    room: 'desk',
    caller: 'known',
    pace: 'writing',
    method: 'post',
    path: '/api/v1/desk/urges',
    id: 'urgeMany',
    summary: 'Urge several messages with the same words; what is refused is named, the rest is done',
    body: z.object({ codes: z.array(messageCode).min(1).max(mostAtOnce), words: text(500).optional() }),
    answers: { 200: { description: 'One result a message', shape: ofMany } },
    run: async ({ body, actor, now }) =>
      answer({ results: await urgeMany({ codes: body.codes, words: body.words ?? '' }, actor, now) }),
  });
  mount(api, {
    ...atDesk,
    pace: 'reading',
    method: 'get',
    path: '/api/v1/desk/messages/{code}/supervision',
    id: 'readSupervision',
    summary: 'Urges and dossiers of a message, for those who handle or supervise it',
    answers: { 200: { description: 'How it is watched, and what the reader may do', shape: supervision } },
    run: async ({ c, path: { code }, actor, now }) =>
      readable(c, await supervisionOf(board(), code, actor, now), 'private'),
  });
}
