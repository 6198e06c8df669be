import { named } from '../compose.ts';
import { alone } from '../tx.ts';

/** A running clock that has more to say than it said. */
export interface SpeakingClue {
  id: number;
  clock: string;
  clockFromAt: Date;
  dueAt: Date;
  warned: number;
}

const running = named(`select id, clock, clock_from_at as "clockFromAt", due_at as "dueAt", warned from clues
  where closed_at is null and warned < 3 order by due_at limit 1000`);
const said = named('update clues set warned = $2 where id = $1 and clock = $3 and warned < $2 returning id');
const examiners =
  named(`select distinct s.id from staff s join staff_roles r on r.staff_id = s.id and r.role = 'examiner'
    and r.from_at <= $2 and (r.to_at is null or r.to_at > $2)
  where s.left_at is null and not exists (select from clue_conflicts k where k.clue_id = $1 and k.staff_id = s.id)`);

/** Clues whose clock may speak again. */
export function runningClueClocks(): Promise<SpeakingClue[]> {
  return alone.rows<SpeakingClue>(running, []);
}

/** Writes down how often a clock has spoken; false where another worker was first, or the clock is over. */
export async function clueClockSpoke({ id, clock }: SpeakingClue, times: number): Promise<boolean> {
  return (await alone.rows(said, [id, times, clock])).length > 0;
}

/** The examiners who may know of a clue. */
export async function examinersOf(clueId: number, now: Date): Promise<number[]> {
  return (await alone.rows<{ id: number }>(examiners, [clueId, now])).map(({ id }) => id);
}
