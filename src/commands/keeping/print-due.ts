import { dayOf } from '../../domain/calendar.ts';
import { keepingOf, type RetentionRule, retentionRules } from '../../domain/retention/schedule.ts';

interface Due {
  count: number;
  oldestAt: Date | null;
  newestAt: Date | null;
}

/** Prints what each rule of the schedule would let go, a line each. */
export function printDue(found: Partial<Record<RetentionRule, Due>>): void {
  for (const rule of retentionRules) {
    const due = found[rule];
    const from = due?.oldestAt && due.newestAt ? `  ${dayOf(due.oldestAt)} to ${dayOf(due.newestAt)}` : '';
    const count = due ? String(due.count) : 'kept for good';
    process.stdout.write(`${rule.padEnd(18)} ${keepingOf(rule).way.padEnd(10)} ${count}${from}\n`);
  }
  process.stdout.write(
    'Nothing was deleted. An operator orders it under /desk/retention, a second one confirms.\n',
  );
}
