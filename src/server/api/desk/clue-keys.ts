import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { keepCopy, publishKey } from '../../life/clues/keep-key.ts';
import { board } from '../../views/board.ts';
import { keyRoom } from '../../views/desk/clues/key-room.ts';
import { answer, done, readable } from '../answer.ts';
import { bytesOf } from '../clues.ts';
import { mount } from '../mount.ts';
import { wholeNumber } from '../shapes/address.ts';
import { sealedBytes } from '../shapes/clues.ts';

const atDesk = { room: 'desk', caller: 'known' } as const;
const path = '/api/v1/desk/clue-keys';

/** The keys of the examiner group: made in a browser, kept wrapped, handed on wrapped. The server never has one. */
export function mountClueKeys(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'get',
    path,
    id: 'listClueKeys',
    summary: 'The group’s keys as one holds them, and the colleagues who lack one',
    pace: 'reading',
    answers: {
      200: {
        description: 'The keys, the newest first',
        shape: z.object({
          keys: z.array(
            z.object({
              id: z.int(),
              recipient: z.string(),
              madeAt: z.iso.datetime(),
              retiredAt: z.iso.datetime().nullable(),
              wrapped: z.string().nullable(),
              givenBy: z.string().nullable(),
            }),
          ),
          colleagues: z.array(z.object({ id: z.int(), name: z.string(), lacks: z.array(z.int()) })),
        }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, actor, now }) => readable(c, await keyRoom(board(), actor, now), 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path,
    id: 'publishClueKey',
    summary:
      'Make a key the one for which new clues are sealed; its private half comes wrapped for its maker',
    pace: 'writing',
    body: z.object({ recipient: z.string().max(3100), wrapped: sealedBytes }),
    answers: { 201: { description: 'In use', shape: z.object({ keyId: z.int() }) } },
    refusals: ['not-allowed', 'not-sealed', 'edited-meanwhile'],
    run: async ({ body, actor, now }) =>
      answer(await publishKey({ ...body, wrapped: bytesOf(body.wrapped) }, actor, now), 201),
  });
  mountCopies(api);
}

function mountCopies(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'put',
    path: `${path}/{key}/copies/{staff}`,
    id: 'keepClueKeyCopy',
    summary:
      'Keep a wrapped copy: one’s own under another passphrase or from shares, or a colleague’s first one',
    pace: 'writing',
    under: z.object({ key: wholeNumber(999_999_999), staff: wholeNumber(999_999_999_999_999) }),
    body: z.object({ wrapped: sealedBytes }),
    answers: { 204: { description: 'Kept' } },
    refusals: ['not-allowed', 'not-sealed', 'edited-meanwhile'],
    run: async ({ path: { key, staff }, body, actor, now }) => {
      await keepCopy({ keyId: key, staffId: staff, wrapped: bytesOf(body.wrapped) }, actor, now);
      return done();
    },
  });
}
