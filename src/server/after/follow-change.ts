import { z } from 'zod';
import type { CalendarDays } from '../../domain/calendar.ts';
import { dueByCalendar, dueByPolicies } from '../../domain/following.ts';
import { followRule } from '../life/clocks/follow-rule.ts';
import { loadCalendar } from '../store/calendar.ts';
import {
  advanceChange,
  type ChangedDay,
  type ClockChange,
  clockChange,
  clocksToFollow,
  type ClockToFollow,
  settleDues,
} from '../store/clock-changes.ts';
import { app } from '../store/db.ts';
import { forgetCalendar } from '../store/known-calendar.ts';
import { forgetPolicies, loadPolicies } from '../store/known-policies.ts';
import { machine, unlessMovedOn } from './machine.ts';

/** Which change of policies or of the calendar. */
export const followChangePayload = z.object({ change: z.number().int() });

const batch = 500;

/** Lets the running clocks follow a change, in batches; begun again after a crash, it goes on where it was and moves no clock twice. */
export async function followChange(
  { change: id }: z.infer<typeof followChangePayload>,
  now: Date,
): Promise<void> {
  const change = await clockChange(id);
  if (!change || change.finished) return;
  forgetPolicies();
  forgetCalendar();
  const dueOf = await dueByChange(change, now);
  for (let { afterId } = change; ;) {
    const clocks = await clocksToFollow(app(), { clock: change.clock, afterId, most: batch });
    const moving = clocks.flatMap((clock) => {
      const dueAt = dueOf(clock);
      return dueAt.getTime() === clock.dueAt.getTime() ? [] : [{ clock, dueAt }];
    });
    for (const { clock, dueAt } of moving)
      await unlessMovedOn({ task: 'follow-change', message: clock.id }, () =>
        followRule({ code: clock.code, clockId: clock.id, changeId: id, dueAt }, machine, now),
      );
    if (change.cause === 'calendar') await settleOfficial(clocks);
    afterId = clocks.at(-1)?.id ?? afterId;
    const done = clocks.length < batch;
    const looked = clocks.length;
    await advanceChange(id, { afterId, looked, moved: moving.length, finishedAt: done ? now : null });
    if (done) return;
  }
}

async function dueByChange(change: ClockChange, now: Date): Promise<(clock: ClockToFollow) => Date> {
  const calendar = await loadCalendar(app());
  if (change.cause === 'policy') {
    const policies = await loadPolicies(app());
    return (clock) => dueByPolicies(clock, clock.of, { policies, calendar }, now);
  }
  const before = asBefore(calendar, change.days);
  const [first, last] = [change.days[0]?.day ?? '', change.days.at(-1)?.day ?? ''];
  return (clock) =>
    clock.paused || !spans(clock, first, last) ? clock.dueAt : dueByCalendar(clock, before, calendar).at;
}

// Clocks that ran out before, or began after the days in question, have nothing to do with them.
function spans({ startsAt, dueAt }: ClockToFollow, first: string, last: string): boolean {
  return dueAt >= new Date(`${first}T00:00:00+08:00`) && startsAt < new Date(`${last}T24:00:00+08:00`);
}

function asBefore(calendar: CalendarDays, days: readonly ChangedDay[]): CalendarDays {
  const exceptions = new Map(calendar.exceptions);
  for (const { day, was } of days) exceptions.set(day, was);
  return { ...calendar, exceptions };
}

async function settleOfficial(clocks: readonly ClockToFollow[]): Promise<void> {
  const { officialYears } = await loadCalendar(app());
  const year = (at: Date) => Number(new Date(at.getTime() + 7 * 86_400_000).toISOString().slice(0, 4));
  await settleDues(clocks.filter((c) => c.promise && officialYears.has(year(c.dueAt))).map(({ id }) => id));
}
