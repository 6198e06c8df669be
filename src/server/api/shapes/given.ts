import { z } from '@hono/zod-openapi';

/** Words that somebody gives; the domain judges and counts them. */
export function text(most: number) {
  return z.string().openapi({ description: `At most ${most} characters as people count them (graphemes)` });
}

/** Pictures that were uploaded before, each with its public switch. */
export const pictureChoices = z
  .array(z.object({ id: z.string().regex(/^[\w-]{1,64}$/, 'unknown-picture'), public: z.boolean() }))
  .openapi({ description: 'By the id under which each was uploaded' });

/** A day in China. */
export const day = z
  .string()
  .openapi({ description: 'A day in China, such as 2026-11-27', example: '2026-11-27' });
