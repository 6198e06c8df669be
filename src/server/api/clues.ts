import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { clueStages } from '../../domain/clues/clue.ts';
import { Refusal } from '../../domain/refusal.ts';
import { foundBy, receiveClue } from '../life/clues/receive-clue.ts';
import { writeAgain } from '../life/clues/return-to-clue.ts';
import { board } from '../views/board.ts';
import { clueKeyInUse } from '../views/clue-key.ts';
import { ownClue } from '../views/mine/clue.ts';
import { answer, done, readable } from './answer.ts';
import { mountClueFiles } from './clue-files.ts';
import { mount } from './mount.ts';
import { fileIds, findHalf, sealedBytes } from './shapes/clues.ts';

// Nobody says who they are: no cookie and no token is read, whoever sends them.
const anonymous = { room: 'citizen', caller: 'anybody' } as const;

/** Confidential reports, as their writer sends them: sealed before they come, without a name and without a public code. */
export function mountClues(api: OpenAPIHono): void {
  mount(api, {
    ...anonymous,
    method: 'get',
    path: '/api/v1/clue-key',
    id: 'readClueKey',
    summary: 'The public key of the examiners, for which a clue is sealed',
    pace: 'reading',
    answers: { 200: { description: 'The key', shape: z.object({ id: z.int(), recipient: z.string() }) } },
    refusals: ['not-open-yet'],
    run: async ({ c }) => {
      const key = await clueKeyInUse();
      if (!key) throw new Refusal('not-open-yet');
      return readable(c, { id: key.id, recipient: key.recipient }, 'private');
    },
  });
  mount(api, {
    ...anonymous,
    method: 'post',
    path: '/api/v1/clues',
    id: 'sendClue',
    summary: 'Send a confidential report, sealed for the key of the examiners; sent twice it is there once',
    pace: 'writing',
    body: z.object({
      key: z.int(),
      sealed: sealedBytes,
      writer: z.object({ find: findHalf, recipient: z.string().max(3100), wrapped: sealedBytes }),
      things: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(4),
      files: fileIds,
    }),
    answers: { 204: { description: 'Received. Nothing is given back: the secret is the writer’s own' } },
    refusals: ['not-sealed', 'stale-form', 'clue-file-gone'],
    run: async ({ body: { key, sealed, writer, things, files = [] }, now }) => {
      const wrapped = bytesOf(writer.wrapped);
      const given = { key, sealed: bytesOf(sealed), writer: { ...writer, wrapped }, things, files };
      await receiveClue(given, now);
      return done();
    },
  });
  mountClueFiles(api);
  mountReturns(api);
}

function mountReturns(api: OpenAPIHono): void {
  const at = z.iso.datetime();
  mount(api, {
    ...anonymous,
    method: 'post',
    path: '/api/v1/clue-returns',
    id: 'returnToClue',
    summary:
      'Its writer comes back with the half of the secret that finds it; what is given can be opened with the other half alone',
    pace: 'secret',
    body: z.object({ find: findHalf }),
    answers: {
      200: {
        description: 'Where it stands, and the sealed letters',
        shape: z.object({
          stage: z.enum(clueStages),
          receivedAt: at,
          dueAt: at.nullable(),
          closedReason: z.string().nullable(),
          recipients: z.array(z.string()),
          wrapped: z.string(),
          letters: z.array(z.object({ mine: z.boolean(), at, sealed: z.string().nullable() })),
        }),
      },
    },
    refusals: ['no-such-secret'],
    run: async ({ body }) => {
      const { wrapped, letters, ...facts } = await ownClue(board(), foundBy(body.find));
      const sealed = letters.map((each) => ({ ...each, sealed: each.sealed?.toString('base64') ?? null }));
      return answer({ ...facts, wrapped: wrapped.toString('base64'), letters: sealed });
    },
  });
  mount(api, {
    ...anonymous,
    method: 'post',
    path: '/api/v1/clue-letters',
    id: 'writeAgainOnClue',
    summary: 'The writer of a clue writes to the examiners again, sealed',
    pace: 'secret',
    body: z.object({ find: findHalf, sealed: sealedBytes, files: fileIds }),
    answers: { 204: { description: 'Received' } },
    refusals: ['no-such-secret', 'not-sealed', 'clue-file-gone'],
    run: async ({ body: { find, sealed, files = [] }, now }) => {
      await writeAgain({ find, sealed: bytesOf(sealed), files }, now);
      return done();
    },
  });
}

/** What was sent in base64. */
export function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64');
}
