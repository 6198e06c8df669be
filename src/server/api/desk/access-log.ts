import { z, type OpenAPIHono } from '@hono/zod-openapi';
import { csv } from '../../../domain/auditing/csv.ts';
import { readAccessLog, takeAccessLog } from '../../life/auditing/read-access-log.ts';
import { guard, readable } from '../answer.ts';
import { mount } from '../mount.ts';
import { moment } from '../shapes/facts.ts';

const path = '/api/v1/desk/access-log';
const auditors = {
  room: 'desk',
  caller: 'known',
  pace: 'reading',
  refusals: ['not-allowed', 'invalid'],
} as const;
const typed = {
  person: z.string().max(100).optional().openapi({ description: 'A part of a name' }),
  office: z.string().max(100).optional().openapi({ description: 'A part of the name of an office' }),
  code: z.string().max(20).optional(),
  from: z.string().max(10).optional().openapi({ description: 'The first day, such as 2026-11-09' }),
  to: z.string().max(10).optional().openapi({ description: 'The last day' }),
  most: z
    .string()
    .max(6)
    .optional()
    .openapi({ description: 'Looks of one person on one day that are usual' }),
};
const look = z
  .object({
    id: z.int(),
    at: moment,
    staffId: z.int(),
    who: z.string(),
    offices: z.array(z.string()),
    code: z.string(),
    what: z.enum(['phone', 'name', 'address', 'words']),
    way: z.enum(['reason', 'call', 'search']),
  })
  .openapi('Look');
const unusual = z.object({
  day: z.string(),
  staffId: z.int(),
  who: z.string(),
  looks: z.int(),
  messages: z.int(),
});
const reading = z.object({ id: z.int(), at: moment, who: z.string(), shown: z.int(), asFile: z.boolean() });

/** The access log: looks at personal data, without content, for auditors; each reading of it is written down. */
export function mountAccessLog(api: OpenAPIHono): void {
  mount(api, {
    ...auditors,
    method: 'get',
    path,
    id: 'readAccessLog',
    summary: 'Who looked at personal data, when and for which message; what is unusual; who read this log',
    query: z.object({ ...typed, after: z.coerce.number().int().positive().optional() }),
    answers: {
      200: {
        description: 'The newest first',
        shape: z.object({
          items: z.array(look),
          next: z.int().nullable().openapi({ description: 'Goes into `after` for the next page' }),
          unusual: z.array(unusual),
          readings: z.array(reading),
        }),
      },
    },
    run: async ({ c, query: { after, ...filter }, actor, now }) => {
      const { filter: _, ...log } = await readAccessLog(filter, after ?? null, actor, now);
      return readable(c, log, 'private');
    },
  });
  mount(api, {
    ...auditors,
    method: 'get',
    path: `${path}/csv`,
    id: 'readAccessLogAsFile',
    summary: 'The same as CSV, all of it up to 20,000 looks',
    query: z.object(typed),
    answers: { 200: { description: 'text/csv' } },
    run: async ({ query, actor, now }) => {
      const rows = (await takeAccessLog(query, actor, now)).map((l) => [
        ...[l.at.toISOString(), l.who, l.offices.join(' / '), l.code, l.what, l.way],
      ]);
      return new Response(csv([['at', 'who', 'offices', 'code', 'what', 'way'], ...rows]), {
        headers: {
          ...guard,
          'cache-control': 'private, no-store',
          'content-type': 'text/csv; charset=utf-8',
        },
      });
    },
  });
}
