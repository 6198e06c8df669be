import { z } from '@hono/zod-openapi';
import { addresseeStates } from '../../../domain/instructing.ts';
import { moment } from './facts.ts';

const said = z.object({ what: z.enum(['report', 'back']), text: z.string(), by: z.string(), at: moment });
const whoWhen = z.object({ by: z.string(), at: moment }).nullable();

/** An instruction in the thread of its message. */
export const instruction = z
  .object({
    id: z.int(),
    parentId: z.int().nullable().openapi({ description: 'The addressee who passed it on' }),
    post: z.string(),
    by: z.string(),
    at: moment,
    words: z.string(),
    publicWords: z.string().nullable(),
    takenBack: said.nullable(),
    addressees: z.array(
      z.object({
        id: z.int(),
        to: z.string(),
        lead: z.boolean(),
        state: z.enum(addresseeStates),
        startsAt: moment,
        dueAt: moment,
        noted: whoWhen,
        ended: whoWhen,
        said: z.array(said),
        may: z.record(z.string(), z.boolean()),
      }),
    ),
    may: z.record(z.string(), z.boolean()),
  })
  .openapi('Instruction');
