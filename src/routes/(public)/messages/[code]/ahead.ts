import type { NextStep } from '#domain/status.ts';
import type { MessagePage } from '#server/views/message-page.ts';
import { dueText, remaining } from '#ui/due-dates.ts';
import { clockTime } from '#ui/dates.ts';
import { remainingText } from '#ui/spans.ts';
import type { StationData, Telling } from './station-data.ts';

/** What runs now with its clock and what is still to come; or, at a closed end, why it ended. */
export function aheadOf(page: MessagePage, telling: Telling): StationData[] {
  if (page.state.handling === 'closed') return endOfTrace(page, telling);
  const { w } = telling;
  const todo = (later[page.next] ?? []).map((name): StationData => ({
    kind: 'todo',
    title: w.track.todo[name] ?? '',
  }));
  return [running(page, telling), ...todo];
}

const later: Partial<Record<NextStep, readonly (NextStep | 'rate')[]>> = {
  review: ['accept', 'answer', 'rate'],
  transfer: ['accept', 'answer', 'rate'],
  accept: ['answer', 'rate'],
  'accept-order': ['answer', 'rate'],
  work: ['answer', 'rate'],
  judge: ['answer', 'rate'],
  rule: ['answer', 'rate'],
  answer: ['rate'],
  'review-above': ['rate'],
  acknowledge: ['collate'],
  visit: ['close'],
};

/** Steps that stand in the trace as its end themselves. */
export const endingSteps = new Set([
  'pass-on',
  'collate',
  'close',
  'withdraw',
  'hide',
  'lapse',
  'merge',
  'end',
]);

function endOfTrace(page: MessagePage, { w }: Telling): StationData[] {
  const last = page.trace.at(-1);
  if (last && endingSteps.has(last.step)) return [];
  const reason = w.message.closed[page.closedReason as keyof typeof w.message.closed];
  const at = last && last.step !== 'import' ? { at: last.at } : {};
  return [{ kind: 'ended', title: w.message.station.close, who: reason, ...at }];
}

function running(page: MessagePage, telling: Telling): StationData {
  const { w, now } = telling;
  const clock = clockOf(page, telling);
  const turn =
    page.next === 'mend' ? w.track.authorsTurn : w.track.whoseTurn(page.holder?.name ?? page.answerable.name);
  const note = w.message.nextNote[page.next];
  const noteText = w.lang === 'zh' ? note && `${note}。` : note && ` ${note}.`;
  return {
    kind: 'running',
    title: w.message.next[page.next],
    dayText: w.track.now,
    timeText: clockTime(now),
    clock,
    late: clock?.state === 'late',
    note: page.next === 'mend' ? turn : turn + noteText,
  };
}

// Dotted, with what was used when it was paused.
function pausedClock(until: Date, runs: Telling['clocks'], { w, now }: Telling): StationData['clock'] {
  const promise = runs.find((clock) => clock.promise);
  return {
    span: w.waiting.publicPaused,
    note: w.waiting.publicPausedNote(dueText(until, w.lang, now)),
    used: promise ? usedOf(promise, promise.pausedAt ?? now) : 0,
    state: 'paused',
    label: w.message.paused,
  };
}

function usedOf(clock: Telling['clocks'][number], now: Date): number {
  const from = clock.startsAt.getTime() + clock.idleMs;
  return Math.max(0, now.getTime() - from) / Math.max(1, clock.dueAt.getTime() - from);
}

function clockOf(page: MessagePage, telling: Telling): StationData['clock'] {
  const { w, now, calendar, clocks } = telling;
  const runs = clocks.filter((clock) => clock.stoppedAt === null);
  // In review the desk's own clock runs beside the promise of an answer.
  const review = page.next === 'review' ? runs.find((clock) => !clock.promise) : undefined;
  const dueAt = review?.dueAt ?? page.dueAt;
  if (!dueAt) return undefined;
  if (page.pausedUntil) return pausedClock(page.pausedUntil, runs, telling);
  const running = review ?? runs.find((clock) => clock.promise);
  const unit = page.next === 'mend' || page.next === 'close' ? 'days' : 'workdays';
  const used = running ? usedOf(running, now) : 0;
  const late = now >= dueAt;
  const due = dueText(dueAt, w.lang, now);
  return {
    span: remainingText(remaining(now, dueAt, calendar, unit), w),
    note: late ? w.track.wasDue(due) : w.track.dueBy(due),
    used: late ? Math.max(used, 1.01) : used,
    state: late ? 'late' : used >= 0.8 ? 'risk' : 'running',
    label: w.track.used(Math.round(used * 100)),
  };
}
