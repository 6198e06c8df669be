import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { draftCircular, redrawCircular } from '../../life/bulletins/draft-circular.ts';
import { draftNotice } from '../../life/bulletins/draft-notice.ts';
import { dropBulletin } from '../../life/bulletins/drop-bulletin.ts';
import { editBulletin } from '../../life/bulletins/edit-bulletin.ts';
import { board } from '../../views/board.ts';
import { bulletin } from '../../views/desk/bulletin.ts';
import { bulletins, bulletinTabs } from '../../views/desk/bulletins.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { limit, rowId, usualLimit, wholeNumber } from '../shapes/address.ts';
import { bulletinShape, givenBulletin, listedBulletin, scopes, versioned } from '../shapes/bulletin.ts';
import { day } from '../shapes/roster.ts';

const atDesk = { room: 'desk', caller: 'known' } as const;
const drafted = z.object({ bulletinId: z.int(), version: z.int() });
/** An address below one bulletin. */
export const underBulletin = z.object({ bulletin: rowId });

/** What an office tells the units below it: reading, and the drafts of notices and circulars. */
export function mountBulletins(api: OpenAPIHono): void {
  mountReading(api);
  mountDrafting(api);
  mount(api, {
    ...atDesk,
    method: 'put',
    path: '/api/v1/desk/bulletins/{bulletin}',
    id: 'editBulletin',
    summary: 'Changes a draft as it was read',
    pace: 'writing',
    under: underBulletin,
    body: givenBulletin.extend(versioned.shape),
    answers: { 200: { description: 'Changed', shape: drafted } },
    refusals: ['not-allowed', 'bulletin-decided', 'edited-meanwhile'],
    run: async ({ path, body: { version, ...given }, actor, now }) =>
      answer(await editBulletin({ id: path.bulletin, version }, withoutGaps(given), actor, now)),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/bulletins/{bulletin}/dropping',
    id: 'dropBulletin',
    summary: 'Gives a draft up',
    pace: 'writing',
    under: underBulletin,
    body: versioned,
    answers: { 204: { description: 'Dropped' } },
    refusals: ['not-allowed', 'bulletin-decided', 'edited-meanwhile'],
    run: async ({ path, body, actor, now }) => {
      await dropBulletin({ id: path.bulletin, version: body.version }, actor, now);
      return done();
    },
  });
}

function mountReading(api: OpenAPIHono): void {
  const query = z.object({
    tab: z.enum(bulletinTabs).optional().openapi({ description: 'received if left out' }),
    limit,
    after: wholeNumber(1_000_000).optional().openapi({ description: 'The `next` of the page before' }),
  });
  const shape = z.object({
    items: z.array(listedBulletin),
    next: z.string().nullable(),
    total: z.int(),
    unsigned: z.int().openapi({ description: 'Addressed to one’s offices and not signed for' }),
  });
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/bulletins',
    id: 'listBulletins',
    summary: 'Notices, circulars and special reports that came in, or that one’s offices send',
    pace: 'reading',
    query,
    answers: { 200: { description: 'A page of them', shape } },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor }) => {
      const page = { limit: query.limit ?? usualLimit, offset: query.after ?? 0 };
      const found = await bulletins(board(), actor, { tab: query.tab ?? 'received', ...page });
      const end = page.offset + found.items.length;
      const next = found.items.length > 0 && end < found.total ? String(end) : null;
      return readable(c, { ...found, next }, 'private');
    },
  });
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/bulletins/{bulletin}',
    id: 'readBulletin',
    summary: 'One bulletin; a draft only for the office that writes it',
    pace: 'reading',
    under: underBulletin,
    answers: { 200: { description: 'The bulletin', shape: bulletinShape } },
    refusals: ['not-allowed'],
    run: async ({ c, path, actor }) => readable(c, await bulletin(board(), actor, path.bulletin), 'private'),
  });
}

function mountDrafting(api: OpenAPIHono): void {
  const under = z.object({ office: rowId });
  const refusals = ['not-allowed'] as const;
  const answers = { 201: { description: 'Drafted', shape: drafted } };
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/offices/{office}/notices',
    id: 'draftNotice',
    summary: 'Drafts a notice to the units below an office',
    pace: 'writing',
    under,
    body: givenBulletin,
    answers,
    refusals,
    run: async ({ path, body, actor, now }) =>
      answer(await draftNotice(path.office, withoutGaps(body), actor, now), 201),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/offices/{office}/circulars',
    id: 'draftCircular',
    summary: 'Drafts a circular from the numbers of the units below an office',
    pace: 'writing',
    under,
    body: z.object({ scopes, period: z.object({ from: day, to: day }) }),
    answers,
    refusals: [...refusals, 'no-units-below'],
    run: async ({ path, body, actor, now }) =>
      answer(await draftCircular(path.office, body, actor, now), 201),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/bulletins/{bulletin}/figures',
    id: 'redrawCircular',
    summary: 'Draws the numbers of a drafted circular anew',
    pace: 'writing',
    under: underBulletin,
    body: versioned.extend({ freshText: z.boolean().openapi({ description: 'Write the text anew too' }) }),
    answers: { 200: { description: 'Drawn', shape: drafted } },
    refusals: ['not-allowed', 'bulletin-decided', 'edited-meanwhile'],
    run: async ({ path, body, actor, now }) =>
      answer(await redrawCircular({ id: path.bulletin, ...body }, actor, now)),
  });
}

function withoutGaps<T extends { remindAfter?: number | undefined }>({ remindAfter, ...given }: T) {
  return { ...given, ...(remindAfter !== undefined && { remindAfter }) };
}
