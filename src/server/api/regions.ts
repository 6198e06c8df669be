import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { board } from '../views/board.ts';
import { childRegions } from '../views/regions.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { regionCode } from './shapes/address.ts';
import { page } from './shapes/message.ts';

/** How long a list of the directory may be kept. */
export const directorySeconds = 300;

const region = z
  .object({
    code: z.string(),
    name: z.string(),
    fullName: z.string(),
    level: z.int().openapi({ description: '1 province, 2 city, 3 county, 4 town, 5 community' }),
    hasChildren: z.boolean(),
  })
  .openapi('Region');

/** The regions in force below one, or the provinces. */
export function mountRegions(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/regions',
    id: 'listRegions',
    room: 'board',
    summary: 'Regions directly below one, or the provinces',
    caller: 'anybody',
    pace: 'reading',
    query: z.object({ parent: regionCode.optional() }),
    answers: { 200: { description: 'The regions in force, by code', shape: page(region) } },
    run: async ({ c, query }) => {
      const items = await childRegions(board(), query.parent ?? null);
      return readable(c, { items, next: null }, { seconds: directorySeconds });
    },
  });
}
