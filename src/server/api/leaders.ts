import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { board } from '../views/board.ts';
import { type LeaderItem, leadersOfMinistries, leadersOfRegion } from '../views/leaders.ts';
import { readable } from './answer.ts';
import { mount } from './mount.ts';
import { directorySeconds } from './regions.ts';
import { after, limit, regionCode, usualLimit } from './shapes/address.ts';
import { kind } from './shapes/facts.ts';
import { page } from './shapes/message.ts';
import { sliceAfter } from './slice-after.ts';

const leader = z
  .object({
    id: z.int(),
    name: z.string().openapi({ example: '成都市委书记' }),
    title: z.string(),
    region: z.string().nullable().openapi({ description: 'The code of the region; null for a ministry' }),
    regionName: z.string().nullable(),
    ministry: z.string().nullable(),
    kinds: z.array(kind).openapi({ description: 'What the post takes' }),
    office: z.string().openapi({ description: 'The office that handles its messages' }),
    officeId: z.int(),
    holder: z.string().nullable(),
    vacant: z.boolean(),
  })
  .openapi('Leader');

/** The posts that can be written to: those of a region, or the ministries. */
export function mountLeaders(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/leaders',
    id: 'listLeaders',
    room: 'board',
    summary: 'Posts that can be written to: of a region, or the ministries',
    caller: 'anybody',
    pace: 'reading',
    query: z.object({
      region: regionCode.optional(),
      ministries: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: 'The default where no region is given' }),
      after,
      limit,
    }),
    answers: { 200: { description: 'By rank', shape: page(leader) } },
    refusals: ['wrong-cursor'],
    run: async ({ c, query }) => {
      const { region, ministries } = query;
      const asked =
        ministries === 'true' || region === undefined
          ? leadersOfMinistries(board())
          : leadersOfRegion(board(), region);
      const { items, next } = sliceAfter(await asked, query.after, query.limit ?? usualLimit);
      return readable(c, { items: items.map(shown), next }, { seconds: directorySeconds });
    },
  });
}

function shown({ region, officeName, ...leader }: LeaderItem): z.infer<typeof leader> {
  return {
    ...leader,
    region: region?.code ?? null,
    regionName: region?.fullName ?? null,
    office: officeName,
  };
}
