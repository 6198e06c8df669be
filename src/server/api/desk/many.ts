import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { mostAtOnce } from '../../../domain/supervising.ts';
import { dropFilter, keepFilter } from '../../life/desk/keep-filter.ts';
import { acceptMany } from '../../life/handling/accept-many.ts';
import { putManyInCharge } from '../../life/handling/put-in-charge.ts';
import { board } from '../../views/board.ts';
import { savedFilters } from '../../views/desk/saved-filters.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { messageCode, rowId } from '../shapes/address.ts';
import { ofMany } from '../shapes/supervision.ts';
import { text } from '../shapes/given.ts';

const atDesk = { room: 'desk', caller: 'known', pace: 'writing' } as const;
const codes = z.array(messageCode).min(1).max(mostAtOnce);
const answers = { 200: { description: 'One result a message', shape: ofMany } };
const filtersPath = '/api/v1/desk/filters';
const shared = z
  .int()
  .positive()
  .optional()
  .openapi({ description: 'Shared with this office; left out: for oneself' });
const staffId = z
  .int()
  .positive()
  .optional()
  .openapi({ description: 'Somebody of one’s own office; left out: nobody' });

/** Deeds on several messages, and the filters by which somebody finds them. */
export function mountMany(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/acceptances',
    id: 'acceptMany',
    summary: 'The office takes several messages on; what is refused is named, the rest is done',
    body: z.object({ codes }),
    answers,
    run: async ({ body, actor, now }) => answer({ results: await acceptMany(body.codes, actor, now) }),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/charges',
    id: 'putInCharge',
    summary: 'Put one of the office in charge of messages; done anew with who was before, it is undone',
    body: z.object({ codes, staff: staffId }),
    answers,
    run: async ({ body, actor, now }) => {
      const { results } = await putManyInCharge(
        { codes: body.codes, staffId: body.staff ?? null },
        actor,
        now,
      );
      return answer({ results });
    },
  });
  mountFilters(api);
}

function mountFilters(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    pace: 'reading',
    method: 'get',
    path: filtersPath,
    id: 'listFilters',
    summary: 'The filters that one keeps, and those shared in one’s offices',
    answers: {
      200: {
        description: 'One’s own first',
        shape: z.object({
          items: z.array(
            z.object({
              id: z.int(),
              name: z.string(),
              query: z.string(),
              own: z.boolean(),
              sharedBy: z.string().nullable(),
            }),
          ),
        }),
      },
    },
    run: async ({ c, actor }) => readable(c, { items: await savedFilters(board(), actor) }, 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: filtersPath,
    id: 'keepFilter',
    summary: 'Keep a filter under a name; the same name is written over',
    body: z.object({ name: text(20), query: z.string().max(500), office: shared }),
    answers: { 204: { description: 'Kept' } },
    refusals: ['not-allowed'],
    run: async ({ body, actor, now }) => {
      await keepFilter({ name: body.name, query: body.query, officeId: body.office ?? null }, actor, now);
      return done();
    },
  });
  mount(api, {
    ...atDesk,
    method: 'delete',
    path: `${filtersPath}/{id}`,
    id: 'dropFilter',
    summary: 'Drop a filter of one’s own',
    under: z.object({ id: rowId }),
    answers: { 204: { description: 'Dropped' } },
    run: async ({ path: { id }, actor, now }) => {
      await dropFilter(id, actor, now);
      return done();
    },
  });
}
