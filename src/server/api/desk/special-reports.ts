import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { draftSpecialReport } from '../../life/bulletins/draft-special-report.ts';
import { board } from '../../views/board.ts';
import { bulletin } from '../../views/desk/bulletin.ts';
import { reportedMessages } from '../../views/desk/reported-messages.ts';
import { answer, guard, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { messageCode, rowId } from '../shapes/address.ts';
import { kind, moment, urgency } from '../shapes/facts.ts';
import { text } from '../shapes/given.ts';
import { underBulletin } from './bulletins.ts';
import { drawReport } from './draw-report.ts';

const atDesk = { room: 'desk', caller: 'known' } as const;
const reported = z
  .object({
    code: z.string(),
    title: z.string().nullable(),
    body: z.string().nullable(),
    place: z.string().nullable(),
    kind,
    urgency,
    handling: z.string(),
    leader: z.string(),
    answerable: z.string(),
    receivedAt: moment,
    dueAt: moment.nullable(),
  })
  .openapi('ReportedMessage', { description: 'Of what is not public no words' });

/** Special reports: a selection of messages to the command centre of the same level. */
export function mountSpecialReports(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'post',
    path: '/api/v1/desk/offices/{office}/special-reports',
    id: 'draftSpecialReport',
    summary: 'Drafts a special report on a selection of messages',
    pace: 'writing',
    under: z.object({ office: rowId }),
    body: z.object({
      title: text(50),
      body: text(8000),
      codes: z.array(messageCode).max(200, 'too-many-messages'),
      target: z.int().optional().openapi({ description: 'The command centre, where there are several' }),
    }),
    answers: { 201: { description: 'Drafted', shape: z.object({ bulletinId: z.int(), version: z.int() }) } },
    refusals: ['not-allowed', 'not-reportable', 'no-command-centre'],
    run: async ({ path, body: { target, ...given }, actor, now }) =>
      answer(
        await draftSpecialReport(
          path.office,
          { ...given, ...(target !== undefined && { target }) },
          actor,
          now,
        ),
        201,
      ),
  });
  mountReportReading(api);
}

function mountReportReading(api: OpenAPIHono): void {
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/bulletins/{bulletin}/messages',
    id: 'readReportedMessages',
    summary: 'The messages of a special report',
    pace: 'reading',
    under: underBulletin,
    answers: { 200: { description: 'In its order', shape: z.object({ items: z.array(reported) }) } },
    refusals: ['not-allowed'],
    run: async ({ c, path, actor }) =>
      readable(c, { items: await reportedMessages(board(), actor, path.bulletin) }, 'private'),
  });
  mount(api, {
    ...atDesk,
    method: 'get',
    path: '/api/v1/desk/bulletins/{bulletin}/pdf',
    id: 'readReportAsPdf',
    summary: 'A special report as a PDF',
    pace: 'reading',
    under: underBulletin,
    answers: { 200: { description: 'application/pdf' } },
    refusals: ['not-allowed'],
    run: async ({ path, actor }) => {
      const found = await bulletin(board(), actor, path.bulletin);
      const pdf = await drawReport(found, await reportedMessages(board(), actor, path.bulletin));
      const headers = { ...guard, 'cache-control': 'private, no-store', 'content-type': 'application/pdf' };
      return new Response(new Uint8Array(pdf), {
        headers: { ...headers, 'content-disposition': `inline; filename="report-${path.bulletin}.pdf"` },
      });
    },
  });
}
