import { z } from '@hono/zod-openapi';
import { dutyQueues } from '../../../domain/duty-queues.ts';
import { moment } from './facts.ts';

/** A moment as programs send it, with its offset. */
export const instant = z.iso.datetime({ offset: true }).openapi({ example: '2026-11-09T20:00:00+08:00' });

/** A day in Shanghai. */
export const day = z.iso.date().openapi({ example: '2026-11-09' });

const queue = z.enum(dutyQueues);
const shift = z.object({
  id: z.int(),
  queue,
  staffId: z.int(),
  from: moment,
  to: moment,
  name: z.string(),
  phone: z.boolean().openapi({ description: 'Can be reached by telephone' }),
});

/** The roster of one office in one week. */
export const rosterShape = z
  .object({
    office: z.object({ id: z.int(), name: z.string() }),
    week: z.string().openapi({ description: 'Its Monday' }),
    rows: z.array(
      z.object({
        queue,
        now: z.array(shift),
        soon: z
          .array(z.object({ from: moment, to: moment }))
          .openapi({ description: 'Gaps of the next 48 hours, where the queue has a roster' }),
        days: z.array(
          z.object({
            day: z.string(),
            shifts: z.array(shift),
            gaps: z
              .array(z.object({ from: moment, to: moment }))
              .openapi({ description: 'Nobody is on duty' }),
          }),
        ),
      }),
    ),
    members: z.array(z.object({ id: z.int(), name: z.string(), phone: z.boolean() })),
  })
  .openapi('Roster');

/** A note from one watch to the next. */
export const handOverNote = z
  .object({ id: z.int(), officeId: z.int(), queue, who: z.string(), at: moment, text: z.string() })
  .openapi('HandOverNote');
