import fs from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { compressPage } from './compress-page.ts';
import { nameCharset } from './name-charset.ts';
import { largestBodyBytes } from './refuse-malformed.ts';
import { stamped } from './stamp-request.ts';

/** Something that answers requests. */
export type Room = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** The HTTP API; null until it is there. */
export async function openApi(): Promise<Room | null> {
  const file = new URL('../server/api/app.ts', import.meta.url);
  if (!fs.existsSync(file)) return null;
  const { api } = (await import(file.href)) as { api: { fetch: Parameters<typeof getRequestListener>[0] } };
  // With the library's own Request and Response for the whole process: an answer in words is then sent as the words it is made
  // of, without a stream of bytes between.
  return getRequestListener(api.fetch, { overrideGlobalObjects: true });
}

/** The paths of the API, as they are written down: `/api/v1/messages/:code`. */
export async function apiPaths(): Promise<readonly string[]> {
  const { api } = await import('../server/api/app.ts');
  return [...new Set(api.routes.map(({ path }) => path))];
}

/** The pages, as `npm run prepare` built them; null where that was not done. */
export async function openPages(): Promise<Room | null> {
  const file = new URL('../../build/handler.js', import.meta.url);
  if (!fs.existsSync(file)) return null;
  // Read by the built handler when it loads: whom to believe about the address of a request, and how much to take.
  Object.assign(process.env, {
    PROTOCOL_HEADER: stamped.protocol,
    HOST_HEADER: stamped.host,
    ADDRESS_HEADER: stamped.address,
    BODY_SIZE_LIMIT: String(largestBodyBytes),
  });
  const { handler } = (await import(file.href)) as { handler: Room };
  return (request, response) => {
    compressPage(request, response);
    nameCharset(response);
    return handler(request, response);
  };
}
