import { z } from 'zod';
import { clueSmsAt } from '../../domain/telling-staff.ts';
import { log } from '../log.ts';
import { examinersOf } from '../store/clues/clocks-of-clues.ts';
import { giveStaffNotice } from '../store/staff-notices.ts';

/** On which clue what happened; the cause is the happening's own name. */
export const tellExaminersPayload = z.object({
  clue: z.number().int(),
  what: z.enum(['clue-received', 'clue-letter', 'clue-warned', 'clue-late']),
  cause: z.string().min(1),
});

/** Tells the examiners who may know of a clue that something came or is due, with nothing of the clue. Returns how many were told. */
export async function tellExaminers(
  { clue, what, cause }: z.infer<typeof tellExaminersPayload>,
  now: Date,
): Promise<number> {
  const staffIds = await examinersOf(clue, now);
  if (staffIds.length === 0) {
    log().error({ what }, 'no examiner is there to be told');
    return 0;
  }
  const { told } = await giveStaffNotice({
    ...{ what, cause, urgent: what === 'clue-late' },
    hearers: staffIds.map((staffId) => ({ staffId, officeId: null, rung: true })),
    ...{ messageId: null, bulletinId: null, gapId: null, at: now, smsAt: clueSmsAt(now) },
  });
  return told;
}
