import { type CalendarDays, workingDaysBetween } from '#domain/calendar.ts';
import { markHits, type Piece, snippetOf } from '#domain/searching/snippet.ts';
import type { ListDetails } from '#server/views/list-details.ts';
import type { ListedInFull } from '#server/views/list-messages.ts';
import { listStamp } from '#ui/dates.ts';
import { remaining } from '#ui/due-dates.ts';
import { verdictIndex } from '#ui/numbers.ts';
import { remainingText } from '#ui/spans.ts';
import { topicName } from '#ui/topic-name.ts';
import type { Words } from '#ui/words/words.ts';

/** One row of a list, in words. */
export interface RowData {
  href: string;
  title: string;
  /** The title and a few words of the text with what was looked for marked. */
  marked?: { title: Piece[]; text: Piece[] };
  state: ListedInFull['handling'];
  note?: string;
  late?: string;
  excerpt?: string;
  answer?: { unit: string; text: string };
  facts: string[];
  who?: string;
  voices?: { count: string; text: string };
}

/** What a row is told with. */
export interface RowTelling {
  w: Words;
  now: Date;
  calendar: CalendarDays;
  /** On the page of one leader or place, what all rows share is not said again. */
  withLeader: boolean;
  /** What was searched for, folded. */
  words?: readonly string[];
}

/** A listed message as its row says it. */
export function rowOf(item: ListedInFull, telling: RowTelling): RowData {
  const { w, now, withLeader } = telling;
  const { answer, details } = item;
  const facts = [
    item.author,
    withLeader ? w.message.to(item.leader.name) : undefined,
    w.message.kind[item.kind],
    topicName(item.topic, w.lang),
    item.region?.name,
    w.places.published(listStamp(item.publishedAt, now, w.lang)),
    answer ? w.places.answered(listStamp(answer.at, now, w.lang)) : undefined,
    ratingFact(details, w),
  ];
  return {
    href: `/messages/${item.code}`,
    title: item.title,
    ...(telling.words?.length && {
      marked: {
        title: markHits(item.title, telling.words),
        text: snippetOf(item.text ?? item.excerpt, telling.words),
      },
    }),
    state: item.handling,
    ...clockWords(item, telling),
    excerpt: answer ? undefined : item.excerpt,
    answer: answer ? { unit: answer.unit, text: details.answerText ?? '' } : undefined,
    facts: facts.filter((fact): fact is string => fact !== undefined && fact !== ''),
    who: isOpen(item) ? details.office : undefined,
    voices: item.supporters > 0 ? { count: String(item.supporters), text: w.joining.rowText } : undefined,
  };
}

function ratingFact(details: ListDetails, w: Words): string | undefined {
  if (details.rating === null) return undefined;
  return w.places.rating(w.message.verdict[verdictIndex(details.rating)] ?? '');
}

function isOpen({ handling }: ListedInFull): boolean {
  return handling === 'waiting' || handling === 'in-progress';
}

function clockWords(item: ListedInFull, telling: RowTelling): { note?: string; late?: string } {
  const { w, now, calendar } = telling;
  if (item.answer && !isOpen(item)) {
    const days = workingDaysBetween(item.publishedAt, item.answer.at, calendar);
    return { note: days > 0 ? w.places.took(w.spans.workdays(days)) : w.places.sameDay };
  }
  const reason = item.details.closedReason;
  if (reason) return { note: w.message.closed[reason] };
  if (!item.dueAt) return {};
  const left = remaining(now, item.dueAt, calendar);
  return left.late ? { late: remainingText(left, w) } : { note: remainingText(left, w) };
}
