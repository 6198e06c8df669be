import { speaksAt } from '../../domain/clocks.ts';
import { clueClockSpoke, runningClueClocks } from '../store/clues/clocks-of-clues.ts';
import { tellExaminers } from './tell-examiners.ts';

/** Looks at the clocks of clues: the examiners are told at half, at four fifths and when one is late, each once. The notice says nothing of the clue. */
export async function watchClues(now: Date): Promise<number> {
  let told = 0;
  for (const clue of await runningClueClocks()) {
    const times = speaksAt(clue.clockFromAt, clue.dueAt).filter((at) => at <= now).length;
    if (times <= clue.warned) continue;
    // Told first, then written down: a worker that dies between the two tells again, and the notice is there once.
    const what = times >= 3 ? 'clue-late' : 'clue-warned';
    const cause = `clue:${clue.id}:${clue.clock}:${times}`;
    told += await tellExaminers({ clue: clue.id, what, cause }, now);
    await clueClockSpoke(clue, times);
  }
  return told;
}
