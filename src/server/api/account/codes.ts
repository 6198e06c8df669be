import { z } from '@hono/zod-openapi';
import { currentConfig } from '../../current-config.ts';

/** A verification and the code that is given back for it. */
export const typedCode = z.object({
  id: z.string().max(64, 'stale-code'),
  code: z.string().max(64, 'wrong-code'),
});

/** A code that is on its way. */
export const sentCode = z
  .object({
    id: z.string(),
    developmentCode: z
      .string()
      .optional()
      .openapi({ description: 'Only where no text messages are really sent' }),
  })
  .openapi('SentCode');

/** What a caller learns of a code that was sent. */
export function shownCode({ id, code }: { id: string; code: string }): z.infer<typeof sentCode> {
  return { id, ...(currentConfig().sms.kind === 'fake' && { developmentCode: code }) };
}
