import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Asked, takeHanded } from '../server/views/handed-page.ts';

/** Lets an answer whose page was handed over end with that page. */
export function sendHanded(request: IncomingMessage & Asked, response: ServerResponse): void {
  type Call = (...given: unknown[]) => ServerResponse;
  const writeHead = response.writeHead.bind(response) as Call;
  const end = response.end.bind(response) as Call;
  let page: Buffer | undefined;
  response.writeHead = ((...given: unknown[]) => {
    page = takeHanded(request, response);
    return writeHead(...given);
  }) as ServerResponse['writeHead'];
  response.end = ((...given: unknown[]) => (page ? end(page) : end(...given))) as ServerResponse['end'];
}
