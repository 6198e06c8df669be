import { z } from '@hono/zod-openapi';
import { followUpTypes } from '../../../domain/message.ts';
import { due, facts, kind, lives, moment, named, orNull, supporters, topicNamed } from './facts.ts';

/** A page of a list: `next` leads on, null at the end. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A page of a list that can be walked both ways: `previous` leads back, null on the first page. */
export function pageBothWays<T extends z.ZodType>(item: T) {
  return page(item).extend({ previous: z.string().nullable() });
}

/** The public words of a message. */
export const words = z.object({ title: z.string(), body: z.string(), place: z.string() }).openapi('Words');

const step = z.object({
  seq: z.int(),
  step: z.string().openapi({ example: 'publish' }),
  at: moment,
  office: z.string(),
  unit: z.string().nullable().openapi({ description: 'The unit ordered, or the office it went to' }),
  replyId: z.int().nullable(),
  followUpId: z.int().nullable(),
  ratingId: z.int().nullable(),
  code: z.string().nullable(),
  instruction: z
    .object({ post: z.string(), words: z.string().nullable() })
    .nullable()
    .openapi({ description: 'Which post instructed, and its words once public' }),
  until: orNull(moment).openapi({ description: 'Until when the promise waits, or to when it was put off' }),
  reason: orNull(z.string()).openapi({ description: 'Why it was put off, for everybody' }),
});

/** What was said on a message. */
export const voices = z
  .object({
    replies: z.array(
      z.object({
        id: z.int(),
        type: z.enum(['interim', 'final']),
        unit: z.string(),
        text: z.string(),
        at: moment,
        corrections: z
          .array(z.object({ id: z.int(), at: moment, oldText: z.string().nullable(), blackedOut: z.int() }))
          .openapi({ description: 'What stood there before, latest first' }),
        waived: z.array(z.string()).openapi({ description: 'Joint units not waited for' }),
      }),
    ),
    followUps: z.array(
      z.object({
        id: z.int(),
        type: z.enum(followUpTypes),
        state: z.enum(['awaiting-review', 'public', 'private', 'rejected']),
        text: z.string().nullable(),
        at: moment,
      }),
    ),
    ratings: z.array(
      z.object({
        id: z.int(),
        round: z.int(),
        solved: z.int(),
        attitude: z.int(),
        speed: z.int(),
        settled: z.boolean().nullable(),
        words: z.string().nullable(),
        wordsState: z.string(),
        at: moment,
      }),
    ),
  })
  .openapi('Voices');

/** A message as everybody may read it. */
export const message = facts
  .extend({
    ...words.shape,
    pictures: z.array(z.object({ id: z.string(), width: z.int(), height: z.int(), public: z.boolean() })),
    trace: z.array(step).openapi({ description: 'The public steps, first to last' }),
    voices,
    marks: z.object({
      guidance: orNull(z.object({ replyId: z.int() })).openapi({
        description: 'The answer that guides others',
      }),
      adopted: orNull(z.object({ measure: z.string(), on: z.string(), link: z.string().nullable() })),
    }),
  })
  .openapi('Message');

/** A message as its author reads it. */
export const ownMessage = message
  .extend({
    remark: z.string(),
    erased: z.boolean().openapi({ description: 'What was not public is erased for good' }),
    name: z.string(),
    shown: orNull(words).openapi({ description: 'The public text where it differs' }),
    asked: z
      .object({ text: z.string(), until: moment })
      .nullable()
      .openapi({ description: 'What the office asks of the author, while the promise waits' }),
    extended: z
      .object({ text: z.string(), to: moment })
      .nullable()
      .openapi({ description: 'The last time that the promise was put off, and why' }),
    rejection: z.object({ code: z.string(), words: z.string(), mendUntil: moment }).nullable(),
    takenDownFor: z.string().nullable().openapi({ description: 'The reason code, while it is taken down' }),
  })
  .openapi('OwnMessage');

/** A message in the public list. */
export const listed = z
  .object({
    code: z.string(),
    title: z.string(),
    excerpt: z.string(),
    author: z.string(),
    leader: named,
    region: z.object({ code: z.string(), name: z.string() }).nullable(),
    kind,
    topic: topicNamed,
    handling: lives.shape.handling,
    publishedAt: moment,
    dueAt: due,
    answer: z.object({ unit: z.string(), at: moment }).nullable(),
    pictures: z.int(),
    supporters,
  })
  .openapi('ListedMessage');

/** What is told of a message after a step. */
export const taken = z
  .object({ code: z.string(), state: lives, answerable: z.string(), dueAt: due })
  .openapi('Taken');
