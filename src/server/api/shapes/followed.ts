import { z } from '@hono/zod-openapi';
import { followedThings } from '../../../domain/following-news.ts';

/** What is followed, by its address and name. */
export const followed = z
  .object({
    what: z.enum(followedThings),
    at: z
      .string()
      .openapi({ description: 'The code of a message or region, the number of a leader or topic' }),
    name: z.string().nullable().openapi({ description: 'Null: the message is no longer shown' }),
    nameEn: z.string().nullable(),
  })
  .openapi('Followed');
