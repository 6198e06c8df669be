import { speaksAt } from '../../domain/clocks.ts';
import {
  clueClockSpoke,
  examinersOf,
  runningClueClocks,
  type SpeakingClue,
} from '../store/clues/clocks-of-clues.ts';
import { giveStaffNotice } from '../store/staff-notices.ts';

/** Looks at the clocks of clues: the examiners are told at half, at four fifths and when one is late, each once. The notice says nothing of the clue. */
export async function watchClues(now: Date): Promise<number> {
  let told = 0;
  for (const clue of await runningClueClocks()) {
    const times = speaksAt(clue.clockFromAt, clue.dueAt).filter((at) => at <= now).length;
    if (times <= clue.warned) continue;
    // Told first, then written down: a worker that dies between the two tells again, and the notice is there once.
    told += await tell(clue, times, now);
    await clueClockSpoke(clue, times);
  }
  return told;
}

async function tell(clue: SpeakingClue, times: number, now: Date): Promise<number> {
  const staffIds = await examinersOf(clue.id, now);
  if (staffIds.length === 0) return 0;
  const late = times >= 3;
  const given = await giveStaffNotice({
    what: late ? 'clue-late' : 'clue-warned',
    urgent: late,
    hearers: staffIds.map((staffId) => ({ staffId, officeId: null, rung: false })),
    cause: `clue:${clue.id}:${clue.clock}:${times}`,
    ...{ messageId: null, bulletinId: null, gapId: null, at: now, smsAt: null },
  });
  return given.told;
}
