import { z } from '@hono/zod-openapi';
import { refusals } from '../../../domain/refusals.ts';

const code = z
  .string()
  .openapi({ example: 'invalid', description: 'One of those under /api/problems; never changed' });

/** A problem document (RFC 9457). Further members carry the numbers and words of the sentence. */
export const problemShape = z
  .looseObject({
    type: z.string().openapi({ example: '/api/problems/invalid' }),
    title: z
      .string()
      .openapi({ description: 'The sentence for the reader, in the language of Accept-Language' }),
    status: z.int(),
    code,
    errors: z.array(z.looseObject({ field: z.string(), code, title: z.string() })),
  })
  .openapi('Problem');

/** What one code means. */
export const problemMeaning = z
  .object({
    code: z.enum(Object.keys(refusals) as [string, ...string[]]),
    status: z.int(),
    zh: z.string(),
    en: z.string(),
  })
  .openapi('ProblemMeaning');
