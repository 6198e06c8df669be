import { endsWithDay, workingDaysBetween } from '#domain/calendar.ts';
import type { MessagePage } from '#server/views/message-page.ts';
import type { ShownReply } from '#server/views/message-voices.ts';
import { spanText } from '#ui/spans.ts';
import type { Telling } from './station-data.ts';

/** How long an answer took by its promise, beside the limit it was given and how far it went over it. */
export function answerTook(reply: ShownReply, page: MessagePage, telling: Telling): string {
  const { w, clocks } = telling;
  const clock = clocks.find((each) => each.promise && each.stoppedAt?.getTime() === reply.at.getTime());
  const from = clock?.startsAt ?? page.publishedAt ?? page.receivedAt;
  // An emergency's limit is in hours; all others count working days.
  const inDays = !clock || endsWithDay(clock.dueAt);
  const span = (start: Date, end: Date) => spanBetween(start, end, { telling, inDays });
  const parts = [w.message.took(span(from, reply.at))];
  if (clock) parts.push(w.message.limitOf(span(clock.startsAt, clock.dueAt)));
  if (clock && reply.at > clock.dueAt) parts.push(w.track.lateBy(span(clock.dueAt, reply.at)));
  return parts.join(w.lang === 'zh' ? '，' : ', ');
}

function spanBetween(start: Date, end: Date, by: { telling: Telling; inDays: boolean }): string {
  const { w, calendar } = by.telling;
  const days = by.inDays ? workingDaysBetween(start, end, calendar) : 0;
  return days > 0 ? w.spans.workdays(days) : spanText(Math.max(0, end.getTime() - start.getTime()), w);
}
