import { z } from '@hono/zod-openapi';

/** The public code of a message in an address: twelve digits. */
export const messageCode = z
  .string()
  .regex(/^\d{12}$/)
  .openapi({ description: 'The public code of the message', example: '384720195526' });

/** An address below one message. */
export const underMessage = z.object({ code: messageCode });

/** The number of a reply, follow-up or rating in an address. */
export const rowId = wholeNumber(999_999_999_999_999);

/** A region by its number: province, city or county (6 digits), town (9), community (12). */
export const regionCode = z
  .string()
  .regex(/^\d{6}(\d{3}|\d{6})?$/)
  .openapi({
    description: 'GB/T 2260 code (6 digits), or the statistical one of a town (9) or community (12)',
    example: '510100',
  });

/** How many items of a list are wanted. */
export const limit = wholeNumber(100, 1).optional().openapi({ description: 'How many, 20 if left out' });
/** How many items a list has where nobody says. */
export const usualLimit = 20;

/** Where the page before ended. */
export const after = z
  .string()
  .max(200, 'wrong-cursor')
  .optional()
  .openapi({ description: 'The `next` of the page before' });

/** Where the page after began. */
export const before = z
  .string()
  .max(200, 'wrong-cursor')
  .optional()
  .openapi({ description: 'The `previous` of the page after; not together with `after`' });

/** A whole number as it is written in an address. */
export function wholeNumber(most: number, least = 0) {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((n) => n >= least && n <= most)
    .openapi({ type: 'integer', minimum: least, maximum: most });
}
