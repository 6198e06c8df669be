import { z } from 'zod';
import { shedOriginal as shed } from '../store/shed-original.ts';

/** Whose original. */
export const shedOriginalPayload = z.object({ message: z.number().int() });

/** Drops the private copy of a text that is public word for word. */
export async function shedOriginal({ message }: z.infer<typeof shedOriginalPayload>): Promise<void> {
  await shed(message);
}
