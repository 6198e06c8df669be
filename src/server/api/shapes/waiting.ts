import { z } from '@hono/zod-openapi';
import { pauseLimits } from '../../../domain/pausing.ts';
import { facts, moment } from './facts.ts';

/** Until when: a day to its 24:00, or hours where the promise runs by the hour. */
export const until = {
  on: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .openapi({ description: 'A day in Shanghai, to its 24:00', example: '2026-11-18' }),
  hours: z
    .int()
    .min(1)
    .max(pauseLimits.days * 24)
    .optional()
    .openapi({
      description: 'Instead of a day, where the promise runs by the hour (an emergency)',
    }),
};

/** When a message waited for its author. */
export const askedShape = z.object({
  id: z.int(),
  text: z.string().nullable(),
  by: z.string(),
  at: moment,
  until: moment,
  endedAt: moment.nullable(),
  endedBy: z.enum(['citizen', 'office', 'above', 'date', 'overtaken']).nullable(),
});

/** A request for more time, and what became of it. */
export const extensionShape = z.object({
  id: z.int(),
  text: z.string().nullable(),
  internal: z.string().nullable(),
  by: z.string(),
  at: moment,
  askedOf: z.string(),
  dueAt: moment,
  wantedAt: moment,
  state: z.enum(['asked', 'granted', 'refused', 'overtaken']),
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
  refusal: z.string().nullable(),
});

/** A request that waits for the caller's office. */
export const extensionRequest = z
  .object({
    id: z.int(),
    message: facts,
    title: z.string(),
    by: z.string(),
    office: z.string(),
    at: moment,
    dueAt: moment,
    wantedAt: moment,
    latest: moment.openapi({ description: 'No extension may go beyond this' }),
    decideBy: moment.nullable(),
    own: z.boolean().openapi({ description: 'The caller asked for it: somebody else decides' }),
    words: z.string(),
    internal: z.string(),
  })
  .openapi('ExtensionRequest');
