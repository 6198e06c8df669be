import { alwaysVisited, rollOf } from '../../../domain/visiting.ts';
import type { Part } from '../../store/compose.ts';
import type { Job } from '../../store/jobs.ts';
import type { Locked } from '../../store/lock-message.ts';

/** What an answer writes down about its visit: drawn and recorded in the transaction of the answer; the machine looks after it. */
export function visitPlan({ matter, answers }: Locked, now: Date): { row: Part; job: Job } {
  const round = answers + 1;
  const always = alwaysVisited(matter) ?? null;
  const roll = rollOf(matter.id, round);
  return {
    // The share that holds is read by the statement itself: no further round trip under the lock.
    row: (bind) => `insert into visit_plans (message_id, round, roll, percent, asked, why, at)
      select ${bind(matter.id)}::bigint, ${bind(round)}::smallint, d.roll, d.percent, d.always is not null or d.roll < d.percent,
        coalesce(d.always, case when d.percent = 100 then 'every' when d.roll < d.percent then 'drawn' else 'not-drawn' end), ${bind(now)}::timestamptz
      from (select ${bind(roll)}::smallint as roll, ${bind(always)}::text as always,
        coalesce((select r.percent from visit_rules r where r.office_id = ${bind(matter.answerableId)} order by r.id desc limit 1), 100::smallint) as percent) d
      on conflict (message_id, round) do nothing`,
    job: { task: 'plan-visit', payload: { message: matter.id }, runAt: now },
  };
}
