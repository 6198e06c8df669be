import { z } from '@hono/zod-openapi';
import { refusals } from '../../../domain/refusals.ts';
import { dossierResults } from '../../../domain/supervising.ts';
import { facts, moment, named, orNull } from './facts.ts';

const result = z.enum(dossierResults);

/** How a message is watched. */
export const supervision = z
  .object({
    urges: z.array(
      z.object({
        at: moment,
        office: z.string().nullable().openapi({ description: 'Null: the clock' }),
        who: z.string().nullable(),
        words: z.string(),
        open: z.boolean().openapi({ description: 'Nothing was answered since' }),
      }),
    ),
    dossiers: z.array(
      z.object({
        number: z.int(),
        office: named,
        unit: named,
        openedAt: moment,
        openedBy: z.string().nullable().openapi({ description: 'Null: the clock' }),
        dueAt: moment,
        demand: z.string(),
        closedAt: moment.nullable(),
        closedBy: z.string().nullable(),
        result: orNull(result),
        entries: z.array(
          z.object({
            what: z.string(),
            office: z.string(),
            who: z.string().nullable(),
            at: moment,
            words: z.string(),
          }),
        ),
      }),
    ),
    may: z.object({
      urge: z.boolean(),
      urgedAt: moment.nullable(),
      open: z.boolean(),
      report: z.boolean(),
      reply: z.boolean(),
      close: z.boolean(),
      escalate: z.boolean(),
    }),
  })
  .openapi('Supervision');

/** A dossier in a list. */
export const listedDossier = z
  .object({
    number: z.int(),
    message: facts.extend({ title: z.string() }),
    office: z.string(),
    unit: z.string(),
    openedAt: moment,
    openedBy: z.string().nullable(),
    dueAt: moment,
    closedAt: moment.nullable(),
    result: orNull(result),
    last: z.object({ what: z.string(), at: moment }).nullable(),
  })
  .openapi('ListedDossier');

/** What became of each message of several. */
export const ofMany = z
  .object({
    results: z.array(
      z.object({
        code: z.string(),
        done: z.boolean(),
        refusal: z.enum(Object.keys(refusals) as [string, ...string[]]).optional(),
        title: z
          .object({ zh: z.string(), en: z.string() })
          .optional()
          .openapi({ description: 'Why it was not done' }),
      }),
    ),
  })
  .openapi('OfMany');
