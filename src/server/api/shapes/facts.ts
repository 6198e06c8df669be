import { z } from '@hono/zod-openapi';
import { kinds, urgencies } from '../../../domain/message.ts';
import { attentions, handlings, nextSteps, publications, voices } from '../../../domain/status.ts';

/** A moment, in UTC. */
export const moment = z.string().openapi({ format: 'date-time', example: '2026-11-24T16:00:00.000Z' });

/** When something is due: 00:00 in Shanghai means 24:00 of the day before. */
export const due = moment
  .nullable()
  .openapi({ description: 'Day clocks end at 24:00 in Shanghai; null at a closed end' });

export const kind = z.enum(kinds).openapi('Kind');
export const urgency = z.enum(urgencies).openapi('Urgency');
export const visibility = z.enum(['public', 'private']);

/** The four lives of a message. */
export const lives = z
  .object({
    publication: z.enum(publications),
    handling: z.enum(handlings),
    voice: z.enum(voices),
    attention: z.enum(attentions),
  })
  .openapi('State', { description: 'The four lives of a message' });

/** The shape, or nothing; a plain `nullable` of a named shape would lose its null in the description. */
export function orNull<T extends z.ZodType>(shape: T) {
  return z.union([shape, z.null()]);
}

/** Something by its number and name. */
export const named = z.object({ id: z.int(), name: z.string() }).openapi('Named');

/** A topic by its number, in both languages. */
export const topicNamed = named.extend({ nameEn: z.string() });

/** How many others say that it happened to them too. */
export const supporters = z
  .int()
  .openapi({ description: 'How many others met the same thing, to the last one' });

/** What every view of a message tells, whoever looks. */
export const facts = z.object({
  code: z.string(),
  leader: named,
  region: z
    .object({ code: z.string(), name: z.string(), provinceCode: z.string(), provinceName: z.string() })
    .nullable(),
  kind,
  topic: topicNamed.extend({ parent: z.string(), parentEn: z.string() }),
  urgency,
  author: z.string().openapi({ description: 'Masked', example: '罗***' }),
  wish: visibility,
  state: lives,
  closedReason: z.string().nullable(),
  next: z.enum(nextSteps),
  answerable: named.openapi({ description: 'Who stays responsible for the message' }),
  holder: orNull(named).openapi({ description: 'Who has to act next' }),
  dueAt: due,
  dueProvisional: z.boolean(),
  pausedUntil: moment.nullable().openapi({ description: 'The promise waits for the author until then' }),
  fastTrack: z.boolean(),
  receivedAt: moment,
  publishedAt: moment.nullable(),
  answeredAt: moment.nullable(),
  answerUnit: z.string().nullable(),
  imported: z.boolean(),
  overLimits: z.boolean(),
  mergedInto: z
    .string()
    .nullable()
    .openapi({ description: 'The code of the public message that goes on for it' }),
  supporters,
});
