import { z } from '@hono/zod-openapi';
import { marks } from '../../views/desk/supervision/watch-scope.ts';
import { facts, moment } from './facts.ts';

const tally = z.object({
  late: z.int(),
  today: z.int().openapi({ description: 'Due by 24:00 and not late' }),
  risk: z.int().openapi({ description: 'Four fifths of the time are used, due after today' }),
  open: z.int().openapi({ description: 'All that are open' }),
  oldest: moment.nullable().openapi({ description: 'Due time of the one that is late longest' }),
});

/** The wall of one office. */
export const wall = z
  .object({
    post: z.object({ id: z.int(), name: z.string(), level: z.int() }),
    posts: z.array(z.object({ id: z.int(), name: z.string() })),
    sum: tally.extend({ dossiers: z.int(), answeredToday: z.int() }),
    places: z.array(tally.extend({ key: z.string(), name: z.string().nullable() })),
    units: z.array(tally.extend({ id: z.int(), name: z.string(), attention: z.string() })),
    more: z.int(),
  })
  .openapi('Wall');

/** A message below, as the wall lists it. */
export const watched = facts
  .extend({
    title: z.string(),
    mark: z.enum(marks),
    startsAt: moment.nullable(),
    urges: z.int(),
    urgedAt: moment.nullable(),
    dossier: z.int().nullable(),
    mayUrge: z.boolean(),
  })
  .openapi('Watched');

const load = z.object({
  id: z.int(),
  name: z.string(),
  open: z.int(),
  late: z.int(),
  thisWeek: z.int(),
});

/** Who has how much. */
export const loads = z
  .object({
    office: z.string(),
    offices: z.array(load),
    more: z.int(),
    people: z.array(load).nullable().openapi({ description: 'For heads alone' }),
    since: moment,
  })
  .openapi('Loads');
