import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { clueFileLimits } from '../../domain/clues/clue-files.ts';
import { isSealed, mostSealedFileBytes } from '../../domain/clues/sealed.ts';
import { Refusal } from '../../domain/refusal.ts';
import { keepPace } from '../access/rate-limit.ts';
import { now } from '../clock.ts';
import { keepFile } from '../life/clues/keep-file.ts';
import { WaitingLine } from '../pictures/waiting-line.ts';
import { answer } from './answer.ts';
import { addressOf } from './mount.ts';
import { readBytes } from './read-bytes.ts';
import { fileId } from './shapes/clues.ts';
import { problemShape } from './shapes/problem.ts';

const path = '/api/v1/clue-files';
// Each is held whole in memory while it comes in: together 80 MB at the most.
const line = new WaitingLine(16, 32);

/** Attachments of confidential reports come in here, one a request, sealed; a report or a letter names their numbers afterwards. */
export function mountClueFiles(api: OpenAPIHono): void {
  describe(api);
  // Not through the JSON door, which takes no more than a message.
  api.post(path, async (c) => {
    keepPace('picture', addressOf(c), now());
    const sealed = await line.inTurn(() =>
      readBytes(c.req.raw, { most: mostSealedFileBytes, checkHead: refuseUnlessSealed }),
    );
    return answer(await keepFile(sealed, now()), 201);
  });
}

function refuseUnlessSealed(head: Buffer): void {
  if (!isSealed(head)) throw new Refusal('not-sealed');
}

function describe(api: OpenAPIHono): void {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: problemShape } },
  });
  const { files, bytes } = clueFileLimits;
  api.openAPIRegistry.registerPath({
    method: 'post',
    path,
    operationId: 'sendClueFile',
    tags: ['citizen'],
    security: [],
    summary: 'Send one attachment of a confidential report, sealed for the key of the examiners',
    description:
      `A jpg, png, webp or pdf of at most ${bytes / 1024 / 1024} MB, packed with its name, filled up to a few sizes and sealed with age, as the bare body. ` +
      `At most ${files} are named by one report or letter; what none names within a day is deleted.`,
    request: {
      body: {
        required: true,
        content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
      },
    },
    responses: {
      201: {
        description: 'Taken in',
        content: { 'application/json': { schema: z.object({ id: fileId }) } },
      },
      400: problem('malformed'),
      413: problem('body-too-large'),
      422: problem('not-sealed'),
      429: problem('too-many'),
      500: problem('unexpected'),
      503: problem('busy'),
    },
  });
}
