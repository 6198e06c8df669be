import { z } from '@hono/zod-openapi';
import { orNull } from './facts.ts';
import { listed, pageBothWays } from './message.ts';

const snippet = z.array(z.object({ text: z.string(), hit: z.boolean() })).openapi({
  description: 'The part of the text with most of what was looked for; `hit` marks the words found',
});

const newest = (description: string) => z.int().nullable().openapi({ description });

/** A page of public messages: with words to find, what was found; and how far the list goes. */
export const foundPage = pageBothWays(
  listed.extend({ snippet: orNull(snippet) }).openapi('ListedWithSnippet'),
).extend({
  found: orNull(
    z
      .object({
        total: z.int().openapi({ description: 'How many were found, 10,000 at most' }),
        more: z.boolean().openapi({
          description: 'There are at least so many: more than 10,000, or not all was looked through',
        }),
        looked: newest('Only the newest so many were looked through; null: all'),
      })
      .openapi('Found'),
  ).openapi({ description: 'Null without words to find' }),
  among: newest('Only the newest so many are put in order by relevance or supporters; null: all'),
  goesOn: z.boolean().openapi({
    description:
      'Pages go no further, though there are more: 2,000 messages by relevance or supporters, 10,000 found by time; narrow by days, or go by time',
  }),
});
