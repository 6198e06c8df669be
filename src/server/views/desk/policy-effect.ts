import { type ClockPolicy, governing } from '../../../domain/clock-policies.ts';
import { dueByPolicies, wouldBeLater } from '../../../domain/following.ts';
import { clocksToFollow } from '../../store/clock-changes.ts';
import type { Db } from '../../store/db.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { loadPolicies } from '../../store/known-policies.ts';

/** What a change of policies would do to the clocks that run now. */
export interface PolicyEffect {
  /** How many running clocks it governs. */
  touched: number;
  earlier: number;
  /** A promise stays as told; these would be later by the rule alone. */
  later: number;
  /** They stand still or have a date that somebody gave: they stay. */
  kept: number;
}

const batch = 2000;

/** Counts what a new policy, or the end of one, would move among the running clocks. */
export async function policyEffect(
  db: Db,
  change: { policy: ClockPolicy; ends: boolean },
  now: Date,
): Promise<PolicyEffect> {
  const { policy, ends } = change;
  const [calendar, standing] = [await knownCalendar(now), await loadPolicies(db)];
  const without = standing.filter(({ id }) => id !== policy.id);
  const rules = { policies: ends ? without : [...without, policy], calendar };
  const clock = policy.clock === 'petition-law' ? 'reply' : policy.clock;
  const effect: PolicyEffect = { touched: 0, earlier: 0, later: 0, kept: 0 };
  for (let afterId = 0; ;) {
    const running = await clocksToFollow(db, { clock, afterId, most: batch });
    for (const each of running) {
      if (governing([...without, policy], policy.clock, each.of, now) !== policy) continue;
      effect.touched += 1;
      if (each.paused || each.given) effect.kept += 1;
      else if (dueByPolicies(each, each.of, rules, now) < each.dueAt) effect.earlier += 1;
      else if (wouldBeLater(each, each.of, rules, now)) effect.later += 1;
    }
    afterId = running.at(-1)?.id ?? 0;
    if (running.length < batch) return effect;
  }
}
