import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import { currentConfig } from '../current-config.ts';
import { readableText } from './answer.ts';
import { bearer, session } from './describe.ts';
import { sessionCookieAt } from '../access/who.ts';
import { mount } from './mount.ts';

const seconds = 300;
const description = [
  'Huiyin is a public board on which anybody writes to leaders, and every message lands with someone, on a clock, until it is answered.',
  'Times are UTC (ISO 8601); days are counted in Asia/Shanghai. Lists answer `{items, next}`; give `next` back as `after`.',
  'Every refusal is a problem document (RFC 9457) with a `code` that never changes, and the faults beside their fields.',
  '`null` in a body counts as left out. Bodies are UTF-8 JSON of at most 64 kB.',
].join('\n\n');

/** The description of the whole API, as OpenAPI 3.1. */
export function mountDocument(api: OpenAPIHono): void {
  let text: string | undefined;
  mount(api, {
    method: 'get',
    path: '/api/openapi.json',
    id: 'readDescription',
    room: 'about',
    summary: 'This description',
    caller: 'anybody',
    pace: 'reading',
    answers: { 200: { description: 'OpenAPI 3.1', shape: z.looseObject({ openapi: z.string() }) } },
    run: async ({ c }) => readableText(c, (text ??= JSON.stringify(documentOf(api))), { seconds }),
  });
  api.openAPIRegistry.registerComponent('securitySchemes', bearer, {
    type: 'http',
    scheme: 'bearer',
    description: 'A confirmed phone’s token, or the token of a member of staff',
  });
}

// Made when it is first asked for: the name of the cookie hangs on the site's address.
function documentOf(api: OpenAPIHono): object {
  api.openAPIRegistry.registerComponent('securitySchemes', session, {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieAt(currentConfig().publicUrl),
    description: 'Who is signed in with this browser; writes must come from our own pages',
  });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Huiyin',
      version: '1',
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: currentConfig().publicUrl }],
    tags: [
      { name: 'board', description: 'What everybody reads' },
      { name: 'citizen', description: 'Writing, and one’s own messages' },
      { name: 'desk', description: 'Reviewers and offices' },
      { name: 'about', description: 'The API itself' },
    ],
  });
}
