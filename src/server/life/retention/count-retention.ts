import { goesBefore, type RetentionRule, retentionRules } from '../../../domain/retention/schedule.ts';
import { app } from '../../store/db.ts';
import { keptDays } from '../../store/retention/settings.ts';
import { countDue, type Due, keepSurvey } from '../../store/retention/survey.ts';

/** Counts what each rule would let go now, for operators; deletes nothing. */
export async function countRetention(now: Date): Promise<Partial<Record<RetentionRule, Due>>> {
  const days = await keptDays(app());
  const found: Partial<Record<RetentionRule, Due>> = {};
  for (const rule of retentionRules) {
    const before = goesBefore(days[rule], now);
    if (before) found[rule] = await countDue(rule, before);
  }
  await keepSurvey(found, now);
  return found;
}
