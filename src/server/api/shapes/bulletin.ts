import { z } from '@hono/zod-openapi';
import { bulletinKinds, bulletinScopes } from '../../../domain/bulletins.ts';
import { counts } from '../../../domain/circular/unit-figures.ts';
import { moment, orNull } from './facts.ts';
import { text } from './given.ts';

const kind = z.enum(bulletinKinds);
const state = z.enum(['draft', 'published', 'dropped']);

/** To which of the units below. */
export const scopes = z.array(z.enum(bulletinScopes)).openapi({
  description: 'places: directly below; all-places: at every level below; departments: the own ones',
});

/** What a draft says. */
export const givenBulletin = z.object({
  title: text(50),
  body: text(8000),
  scopes,
  remindAfter: z
    .int()
    .optional()
    .openapi({ description: 'Working days until a unit is reminded; 2 if left out' }),
});

/** Which draft is meant, as it was read. */
export const versioned = z.object({
  version: z
    .int()
    .openapi({ description: 'The version that was read; refused when somebody changed it meanwhile' }),
});

const unit = z
  .object({
    officeId: z.int(),
    name: z.string(),
    ...Object.fromEntries(counts.map((count) => [count, z.int()])),
  })
  .openapi('UnitFigures');

const receipt = z.object({
  officeId: z.int(),
  office: z.string(),
  readAt: moment.nullable(),
  readBy: z.string().nullable(),
  reminded: z.int(),
  remindedAt: moment.nullable(),
});

/** A bulletin in a list. */
export const listedBulletin = z
  .object({
    id: z.int(),
    kind,
    number: z.string().nullable(),
    title: z.string(),
    state,
    office: z.string(),
    at: moment,
    signed: z.int(),
    units: z.int(),
    signedAt: moment.nullable(),
  })
  .openapi('ListedBulletin');

/** One bulletin with its receipts. */
export const bulletinShape = z
  .object({
    id: z.int(),
    kind,
    number: z.string().nullable(),
    title: z.string(),
    body: z.string(),
    scopes,
    period: orNull(z.object({ from: z.string(), to: z.string() })),
    figures: orNull(z.object({ at: moment, units: z.array(unit) })),
    office: z.object({ id: z.int(), name: z.string() }),
    target: z.string().nullable(),
    state,
    version: z.int(),
    remindAfter: z.int(),
    draftedBy: z.string(),
    editedBy: z.string(),
    editedAt: moment,
    decidedBy: z.string().nullable(),
    decidedAt: moment.nullable(),
    own: z.boolean(),
    wrote: z.boolean(),
    receipts: z.array(receipt).openapi({ description: 'All for the sender; a unit sees its own' }),
  })
  .openapi('Bulletin');
