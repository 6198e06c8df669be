import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Env } from 'hono';
import { now } from '../clock.ts';
import { pictureLimits } from '../pictures/limits.ts';
import { takeIn } from '../pictures/take-in.ts';
import { problemShape } from './shapes/problem.ts';

const path = '/api/v1/pictures';

/** Pictures come in here, one a request; nobody sees one before it hangs on a message. */
export function mountPictures<E extends Env>(app: OpenAPIHono<E>): void {
  describe(app);
  // Not through the schema's own validator: it would read the whole body into memory first.
  app.post(path, async (c) => {
    const { raw } = c.req;
    const length = raw.headers.get('content-length');
    const contentType = raw.headers.get('content-type');
    const { id } = await takeIn(
      { body: raw.body, contentType, contentLength: length ? Number(length) : null },
      null,
      now(),
    );
    return c.json({ id }, 201);
  });
}

function describe<E extends Env>(app: OpenAPIHono<E>): void {
  const picture = z.string().openapi({ format: 'binary' });
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: problemShape } },
  });
  const most = `${pictureLimits.bytes / 1024 / 1024} MB`;
  app.openAPIRegistry.registerPath({
    method: 'post',
    path,
    operationId: 'uploadPicture',
    tags: ['citizen'],
    security: [],
    summary: 'Upload one picture',
    description:
      `One jpg, png or webp of at most ${most} and 40 megapixels, as the bare body or as the one file of a form. ` +
      'It is drawn anew without its metadata (place, camera, time). It is kept for 7 days; name its id in a message before that.',
    request: {
      body: {
        required: true,
        content: {
          'image/jpeg': { schema: picture },
          'image/png': { schema: picture },
          'image/webp': { schema: picture },
          'multipart/form-data': { schema: z.object({ picture }) },
        },
      },
    },
    responses: {
      201: {
        description: 'Taken in',
        content: { 'application/json': { schema: z.object({ id: z.string() }) } },
      },
      400: problem('malformed'),
      413: problem('picture-too-large'),
      415: problem('not-a-picture'),
      422: problem('too-many-pixels, broken-picture'),
      429: problem('too-many'),
      500: problem('unexpected'),
      503: problem('busy'),
    },
  });
}
