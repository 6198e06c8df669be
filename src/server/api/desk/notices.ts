import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { dutyQueues } from '../../../domain/duty-queues.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { keepPhone } from '../../life/people/keep-phone.ts';
import { readStaffNotices } from '../../life/people/read-staff-notices.ts';
import { board } from '../../views/board.ts';
import { noticeRooms, staffNotices } from '../../views/desk/staff-notices.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { limit, usualLimit, wholeNumber } from '../shapes/address.ts';
import { moment } from '../shapes/facts.ts';

const staffNotice = z
  .object({
    id: z.int(),
    what: z.string(),
    urgent: z.boolean(),
    at: moment,
    readAt: moment.nullable(),
    office: z.string().nullable(),
    message: z
      .object({ code: z.string(), title: z.string().nullable(), room: z.enum(noticeRooms) })
      .nullable(),
    bulletin: z.object({ id: z.int(), title: z.string() }).nullable(),
    gap: z
      .object({ office: z.string(), queue: z.enum(dutyQueues), from: moment, to: moment.nullable() })
      .nullable()
      .openapi({ description: 'A night that nobody watches' }),
  })
  .openapi('StaffNotice');

const noticePage = z.object({
  items: z.array(staffNotice),
  next: z.string().nullable(),
  total: z.int(),
  unread: z.int(),
});
const atDesk = { room: 'desk', caller: 'known' } as const;

/** What a member of staff was told, and the phone by which they are told what cannot wait. */
export function mountNotices(api: OpenAPIHono): void {
  mountList(api);
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/notices/readings',
    id: 'readNotices',
    summary: 'Marks one notice as read, or all until now',
    pace: 'writing',
    body: z.object({ id: z.int().nullable().optional().openapi({ description: 'Left out: all' }) }),
    answers: { 200: { description: 'How many were unread', shape: z.object({ read: z.int() }) } },
    run: async ({ actor, body, now }) => answer(await readStaffNotices({ id: body.id ?? null }, actor, now)),
  });
  mount(api, {
    ...atDesk,
    method: 'put',
    path: '/api/v1/desk/phone',
    id: 'keepOwnPhone',
    summary: 'One’s own phone for what cannot wait; an empty one forgets it',
    pace: 'writing',
    body: z.object({ phone: z.string().max(64, 'wrong-phone') }),
    answers: { 204: { description: 'Kept; shown to nobody' } },
    run: async ({ actor, body, now }) => {
      if (actor.kind !== 'staff') throw new Refusal('not-allowed');
      await keepPhone({ staffId: actor.staffId, phone: body.phone }, actor, now);
      return done();
    },
    refusals: ['not-allowed'],
  });
}

function mountList(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/notices',
    id: 'listNotices',
    summary: 'What one was told at the desk, the newest first',
    pace: 'reading',
    query: z.object({
      unread: z.enum(['true', 'false']).optional().openapi({ description: 'Only what is not read yet' }),
      limit,
      after: wholeNumber(1_000_000).optional().openapi({ description: 'The `next` of the page before' }),
    }),
    answers: { 200: { description: 'A page of them', shape: noticePage } },
    refusals: ['not-allowed'],
    run: async ({ c, query, actor }) => {
      if (actor.kind !== 'staff') throw new Refusal('not-allowed');
      const page = { limit: query.limit ?? usualLimit, offset: query.after ?? 0 };
      const found = await staffNotices(board(), actor, { ...page, unread: query.unread === 'true' });
      const end = page.offset + found.items.length;
      const next = found.items.length > 0 && end < found.total ? String(end) : null;
      return readable(c, { ...found, next }, 'private');
    },
  });
}
