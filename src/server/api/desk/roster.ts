import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '../../../domain/refusal.ts';
import { dutyQueues } from '../../../domain/duty-queues.ts';
import { copyWeek } from '../../life/roster/copy-week.ts';
import { leaveNote, longestNote } from '../../life/roster/leave-note.ts';
import { makeShift } from '../../life/roster/make-shift.ts';
import { takeBackShift } from '../../life/roster/take-back-shift.ts';
import { board } from '../../views/board.ts';
import { handOverNotes } from '../../views/desk/hand-over-notes.ts';
import { roster } from '../../views/desk/roster.ts';
import { answer, done, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { rowId } from '../shapes/address.ts';
import { text } from '../shapes/given.ts';
import { day, handOverNote, instant, rosterShape } from '../shapes/roster.ts';

const atDesk = { room: 'desk', caller: 'known' } as const;
const underOffice = z.object({ office: rowId });
const queue = z.enum(dutyQueues);

/** Who is on duty at an office: the roster, its keeping by the head, and the notes from one watch to the next. */
export function mountRoster(api: OpenAPIHono): void {
  mountReading(api);
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/offices/{office}/shifts',
    id: 'makeShift',
    summary: 'The head puts somebody of the office on duty',
    pace: 'writing',
    under: underOffice,
    body: z.object({ staff: z.int(), queue, from: instant, to: instant }),
    answers: { 201: { description: 'Made', shape: z.object({ shiftId: z.int() }) } },
    refusals: ['not-allowed', 'invalid'],
    run: async ({ path, body, actor, now }) => {
      const { staff, queue, from, to } = body;
      const given = { staffId: staff, queue, from: new Date(from), to: new Date(to) };
      return answer(await makeShift(path.office, given, actor, now), 201);
    },
  });
  mount(api, {
    ...atDesk,
    method: 'delete',
    path: '/api/v1/desk/offices/{office}/shifts/{shift}',
    id: 'takeBackShift',
    summary: 'The head takes a shift back that is not over',
    pace: 'writing',
    under: z.object({ office: rowId, shift: rowId }),
    answers: { 204: { description: 'Taken back' } },
    refusals: ['not-allowed', 'too-late'],
    run: async ({ path, actor, now }) => {
      await takeBackShift({ officeId: path.office, shiftId: path.shift }, actor, now);
      return done();
    },
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/offices/{office}/roster-copies',
    id: 'copyWeek',
    summary: 'Lets the shifts of one week stand a week later too',
    pace: 'writing',
    under: underOffice,
    body: z.object({ week: day.openapi({ description: 'A day of the week that is copied' }) }),
    answers: {
      200: {
        description: 'How many were made and left out',
        shape: z.object({ made: z.int(), left: z.int() }),
      },
    },
    refusals: ['not-allowed', 'too-late'],
    run: async ({ path, body, actor, now }) =>
      answer(await copyWeek({ officeId: path.office, week: body.week }, actor, now)),
  });
  mountNotes(api);
}

function mountReading(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/offices/{office}/roster',
    id: 'readRoster',
    summary: 'Who is on duty in a week, and when nobody is; for those who work there',
    pace: 'reading',
    under: underOffice,
    query: z.object({ day: day.optional().openapi({ description: 'Of the week; today if left out' }) }),
    answers: { 200: { description: 'The roster', shape: rosterShape } },
    refusals: ['not-allowed'],
    run: async ({ c, path, query, actor, now }) => {
      const found = await roster(board(), actor, { officeId: path.office, day: query.day ?? null }, now);
      if (!found) throw new Refusal('not-found');
      const { office, week, rows, members } = found;
      return readable(c, { office: { id: office.id, name: office.name }, week, rows, members }, 'private');
    },
  });
}

function mountNotes(api: OpenAPIHono): void {
  const path = '/api/v1/desk/offices/{office}/hand-over-notes';
  mount(api, {
    ...atDesk,
    method: 'get',
    path,
    id: 'readHandOverNotes',
    summary: 'What those on duty left for each other in the last week',
    pace: 'reading',
    under: underOffice,
    answers: {
      200: { description: 'The notes, newest first', shape: z.object({ items: z.array(handOverNote) }) },
    },
    refusals: ['not-allowed'],
    run: async ({ c, path, actor, now }) =>
      readable(c, { items: await handOverNotes(board(), actor, path.office, now) }, 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'post',
    path,
    id: 'leaveHandOverNote',
    summary: 'Whoever is on duty leaves word for the next',
    pace: 'writing',
    under: underOffice,
    body: z.object({ queue, text: text(longestNote) }),
    answers: { 201: { description: 'Left', shape: z.object({ noteId: z.int() }) } },
    refusals: ['not-allowed'],
    run: async ({ path, body, actor, now }) =>
      answer(await leaveNote({ officeId: path.office, ...body }, actor, now), 201),
  });
}
