import {
  goesBefore,
  keepingOf,
  type RetentionRule,
  retentionRules,
} from '../../../domain/retention/schedule.ts';
import { log } from '../../log.ts';
import { app } from '../../store/db.ts';
import { mayDelete } from '../../store/retention/delete-due.ts';
import { keptDays } from '../../store/retention/settings.ts';
import { deleteAll } from './retain.ts';

/** What goes by itself when its time is over, as the schedule says; one part a rule. */
export function timetableParts(now: Date): Record<string, () => Promise<number>> {
  const rules = retentionRules.filter((rule) => keepingOf(rule).way === 'timetable');
  return Object.fromEntries(rules.map((rule) => [rule, () => letGo(rule, now)]));
}

async function letGo(rule: RetentionRule, now: Date): Promise<number> {
  if (!mayDelete()) {
    log().warn({ rule }, 'this process has no retention role: nothing is deleted by the schedule');
    return 0;
  }
  const before = goesBefore((await keptDays(app()))[rule], now);
  return before ? deleteAll(rule, before, { orderId: null, now }) : 0;
}
