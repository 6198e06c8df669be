import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { rateNames } from '../../domain/statistics/rates.ts';
import { board } from '../views/board.ts';
import { readReport, type Report } from '../views/statistics/report.ts';
import { reportCsv } from '../views/statistics/report-csv.ts';
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
    description: 'With format=csv every table in one file. Formulas: docs/counting.md.',
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
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="statistics${subject.id && `-${subject.of}-${subject.id}`}.csv"`,
            'cache-control': `public, max-age=${boardSeconds}`,
          },
        });
      return readable(c, told(report), { seconds: boardSeconds });
    },
  });
}

function told({ subject: { of, id, name, nameEn }, ...report }: Report) {
  return { subject: { of, id, name, nameEn }, ...report };
}
