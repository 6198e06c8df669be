import type { Actor } from '../../../domain/actor.ts';
import { addDays, dayOf, endsWithDay } from '../../../domain/calendar.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isDangerToLife } from '../../../domain/screening/danger.ts';
import { bannedUntil } from '../../store/bans/bans.ts';
import type { Tx } from '../../store/tx.ts';

/** What somebody is told who may not send before a moment. */
export function banned(until: Date): Refusal {
  // The end of a day is told as that day.
  const day = endsWithDay(until) ? addDays(dayOf(until), -1) : dayOf(until);
  return new Refusal('banned', { with: { until: day } });
}

/** Refuses further words of a banned account; where they speak of danger to life they are taken in all the same. */
export async function refuseBanned(tx: Tx, actor: Actor, words: string, now: Date): Promise<void> {
  if (actor.kind !== 'citizen' || words === '' || isDangerToLife(words)) return;
  const until = await bannedUntil(tx, actor.citizenId, now);
  if (until) throw banned(until);
}
