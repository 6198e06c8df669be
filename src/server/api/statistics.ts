import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { described } from '../../domain/open-data/data-package.ts';
import { openLicence } from '../../domain/open-data/open-message.ts';
import { rateNames } from '../../domain/statistics/rates.ts';
import { board } from '../views/board.ts';
import { readReport, type Report } from '../views/statistics/report.ts';
import { reportCsv, reportFields } from '../views/statistics/report-csv.ts';
import { subjectOf, subjects } from '../views/statistics/subject.ts';
import { guard, readable } from './answer.ts';
import { boardSeconds } from './messages.ts';
import { mount } from './mount.ts';

const count = z.int().nullable().openapi({ description: 'Null: hidden, one to four or found by them' });
const share = z.object({ part: z.int(), ground: z.int() }).nullable();
const figures = z.object({
  published: count,
  replied: count,
  late: count.openapi({ description: 'Open and past the time told, now' }),
  rates: z.object(Object.fromEntries(rateNames.map((name) => [name, share]))),
  median: z
    .int()
    .nullable()
    .openapi({ description: 'Working days to the first answer; 31: 31–60, 61: more' }),
  ninetieth: z.int().nullable(),
  timed: count,
});
const month = z.object({
  ...{ month: z.string(), published: count, replied: count, reply: share },
  private: count.optional().openapi({ description: 'Kept private; of the country alone' }),
});
const named = { id: z.string(), name: z.string(), nameEn: z.string() };
const statistics = z
  .object({
    license: z.string(),
    describedBy: z.string().openapi({ description: 'The page that says how each number is counted' }),
    subject: z.object({ of: z.string(), ...named }),
    whole: figures.extend({ received: count, adopted: count, private: count }),
    days: z.array(z.object({ within: z.int(), share })),
    months: z.array(month),
    tables: z.array(z.object({ of: z.string(), rows: z.array(figures.extend(named)) })),
  })
  .openapi('Statistics');

/** The public numbers, as the pages of statistics show them. */
export function mountStatistics(api: OpenAPIHono): void {
  mount(api, {
    method: 'get',
    path: '/api/v1/statistics',
    id: 'readStatistics',
    room: 'board',
    summary: 'Counts, rates with their ground, months and parts of the country or of one thing',
    description:
      'With format=csv every table in one file; its fields: /api/v1/statistics/schema. Formulas: /statistics/how. CC BY 4.0.',
    caller: 'anybody',
    pace: 'reading',
    query: z.object({
      of: z.enum(['all', ...subjects]).optional(),
      id: z.string().max(20).optional(),
      format: z.enum(['json', 'csv']).optional(),
    }),
    answers: { 200: { description: 'Exact at this moment', shape: statistics } },
    refusals: ['not-found'],
    run: async ({ c, query: { of = 'all', id, format }, now }) => {
      const subject = await subjectOf(board(), of === 'all' ? {} : { of, id });
      const report = await readReport(board(), subject, now);
      if (format === 'csv')
        return new Response(reportCsv(report), {
          headers: {
            ...guard,
            link: links(csvSchemaPath),
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="statistics${subject.id && `-${subject.of}-${subject.id}`}.csv"`,
            'cache-control': `public, max-age=${boardSeconds}`,
          },
        });
      const answer = readable(c, told(report), { seconds: boardSeconds });
      answer.headers.set('link', links('/api/openapi.json'));
      return answer;
    },
  });
  mount(api, {
    method: 'get',
    path: csvSchemaPath,
    id: 'readStatisticsSchema',
    room: 'board',
    summary: 'The fields of the numbers as CSV (Frictionless Table Schema)',
    caller: 'anybody',
    pace: 'reading',
    answers: {
      200: {
        description: 'The same for every table',
        shape: z.looseObject({ fields: z.array(z.looseObject({ name: z.string() })) }),
      },
    },
    run: async ({ c }) =>
      readable(
        c,
        { fields: described(reportFields), missingValues: [''], licenses: [openLicence] },
        { seconds: boardSeconds },
      ),
  });
}

const csvSchemaPath = '/api/v1/statistics/schema';

// RFC 8288: under what the numbers may be used, and what their fields are.
function links(schema: string): string {
  return `<${openLicence.path}>; rel="license", <${schema}>; rel="describedby"; type="application/json"`;
}

function told({ subject: { of, id, name, nameEn }, ...report }: Report) {
  const about = { license: openLicence.path, describedBy: '/statistics/how' };
  return { ...about, subject: { of, id, name, nameEn }, ...report };
}
