import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { clueStages } from '../../../domain/clues/clue.ts';
import { type ClueStepName, clueSteps } from '../../../domain/clues/steps.ts';
import { lookAtClue, lookAtFile } from '../../life/clues/look-at-clue.ts';
import { takeClueStep } from '../../life/clues/take-clue-step.ts';
import { board } from '../../views/board.ts';
import { clueLooks } from '../../views/desk/clues/access-log.ts';
import { requireClueFacts } from '../../views/desk/clues/clue-facts.ts';
import { clueList } from '../../views/desk/clues/clue-list.ts';
import { answer, readable } from '../answer.ts';
import { bytesOf } from '../clues.ts';
import { mount } from '../mount.ts';
import { wholeNumber } from '../shapes/address.ts';
import { clueFactsShape, clueItem, clueRef, fileId, sealedBytes, sealedPart } from '../shapes/clues.ts';

const atDesk = { room: 'desk', caller: 'known' } as const;
const underClue = z.object({ ref: clueRef });
const paging = {
  limit: wholeNumber(100, 1).optional(),
  offset: wholeNumber(1_000_000).optional(),
};
// A writer's own step is not the examiner's to take.
const examinersSteps = Object.keys(clueSteps).filter((step) => step !== 'hear') as [ClueStepName];

/** The examiners' desk: clues by stage and clock, each look written down, each step by the table. */
export function mountDeskClues(api: OpenAPIHono): void {
  mountReading(api);
  mountLooks(api);
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/clues/{ref}/steps',
    id: 'takeClueStep',
    summary:
      'Take one step of a clue’s life; what has a weight is proposed by one examiner and confirmed by another',
    pace: 'writing',
    under: underClue,
    body: z.object({
      step: z.enum(examinersSteps),
      code: z.string().max(40).optional(),
      group: z.union([z.literal('new'), clueRef]).optional(),
      sealed: sealedBytes.optional(),
    }),
    answers: { 201: { description: 'Taken', shape: z.object({ stage: z.enum(clueStages) }) } },
    refusals: [
      'not-allowed',
      'clue-erased',
      'clue-moved',
      'clue-proposal-waits',
      'clue-second-examiner',
      'not-sealed',
    ],
    run: async ({ path, body: { step, code, group, sealed }, actor, now }) => {
      const given = { code, group, sealed: sealed === undefined ? undefined : bytesOf(sealed) };
      return answer(await takeClueStep({ ref: path.ref, step }, given, actor, now), 201);
    },
  });
}

function mountLooks(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/clues/{ref}/looks',
    id: 'lookAtClue',
    summary:
      'Write down that one looks, and get the sealed parts; a key of the group opens them, and no server has one',
    pace: 'writing',
    under: underClue,
    answers: { 201: { description: 'The sealed parts', shape: z.object({ parts: z.array(sealedPart) }) } },
    refusals: ['not-allowed', 'clue-erased'],
    run: async ({ path, actor, now }) => {
      const parts = await lookAtClue(path.ref, actor, now);
      const given = parts.map(({ what, sealed, at, who }) => ({
        what,
        sealed: sealed.toString('base64'),
        at,
        who,
      }));
      return answer({ parts: given }, 201);
    },
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/clues/{ref}/files/{file}/looks',
    id: 'lookAtClueFile',
    summary:
      'Write down that one looks at an attachment, and get its sealed bytes; name and type are inside, and only a key of the group opens it',
    pace: 'writing',
    under: z.object({ ref: clueRef, file: fileId }),
    answers: { 201: { description: 'The sealed bytes', shape: z.object({ sealed: z.string() }) } },
    refusals: ['not-allowed', 'clue-erased'],
    run: async ({ path, actor, now }) => {
      const { sealed } = await lookAtFile(path, actor, now);
      return answer({ sealed: sealed.toString('base64') }, 201);
    },
  });
}

function mountReading(api: OpenAPIHono): void {
  const counts = z.object(Object.fromEntries(clueStages.map((stage) => [stage, z.int()])));
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/clues',
    id: 'listClues',
    summary: 'The clues by their due time, with how many stand at each stage; nothing of what they say',
    pace: 'reading',
    query: z.object({ stage: z.enum(clueStages).optional(), ...paging }),
    answers: {
      200: {
        description: 'The clues',
        shape: z.object({
          ...{ items: z.array(clueItem), total: z.int(), counts, late: z.int(), toConfirm: z.int() },
        }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, query: { stage, limit = 20, offset = 0 }, actor, now }) =>
      readable(c, await clueList(board(), actor, { stage: stage ?? null, limit, offset }, now), 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/clues/{ref}',
    id: 'readClueFacts',
    summary: 'Where one clue stands, and which others may be of the same matter',
    pace: 'reading',
    under: underClue,
    answers: { 200: { description: 'The clue without what it says', shape: clueFactsShape } },
    refusals: ['not-allowed'],
    run: async ({ c, path, actor, now }) =>
      readable(c, await requireClueFacts(board(), actor, path.ref, now), 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/clue-looks',
    id: 'listClueLooks',
    summary: 'Who looked at which clue and when, for the auditor',
    pace: 'reading',
    query: z.object(paging),
    answers: {
      200: {
        description: 'The looks, the newest first',
        shape: z.object({
          items: z.array(
            z.object({ id: z.int(), ref: clueRef, who: z.string(), file: z.boolean(), at: z.iso.datetime() }),
          ),
          total: z.int(),
        }),
      },
    },
    refusals: ['not-allowed'],
    run: async ({ c, query: { limit = 20, offset = 0 }, actor }) =>
      readable(c, await clueLooks(board(), actor, { limit, offset }), 'private'),
  });
}
