import type { Counts, Numbers } from '#server/views/numbers.ts';
import { chinaDay } from '#ui/dates.ts';
import { countText, percentText } from '#ui/numbers.ts';
import type { Words } from '#ui/words/words.ts';

/** Below this many messages a rate says nothing and is not shown. */
export const fewest = 5;

/** One big figure of a row, as the totals show it. */
export interface Figure {
  name: string;
  value: string;
  unit?: string;
  ground?: string;
}

/** The share of published messages that got a final answer; null where there are too few. */
export function replyShare(counts: Counts): number | null {
  return counts.public < fewest ? null : counts.replied / counts.public;
}

/** The figures of a leader, a place or the country, each with its ground. */
export function figuresOf(numbers: Numbers | undefined, w: Words, now: Date): Figure[] {
  const total = numbers?.total;
  if (!total) return [];
  const month = numbers.months.find((each) => each.month === `${chinaDay(now).slice(0, 7)}-01`)?.counts;
  const share = replyShare(total);
  const count = (name: string, n: number, ground?: string): Figure => ({
    name,
    value: countText(n),
    unit: w.lists.pieces,
    ground,
  });
  const published = [
    w.places.thisMonth(countText(month?.public ?? 0)),
    ...(total.private > 0 ? [w.places.privately(countText(total.private))] : []),
  ].join(w.lang === 'zh' ? '，' : ', ');
  const answered = [
    w.places.answeredThisMonth(countText(month?.replied ?? 0)),
    ...(total.adopted > 0 ? [w.places.adopted(countText(total.adopted))] : []),
  ].join(w.lang === 'zh' ? '，' : ', ');
  return [
    count(w.places.publishedFigure, total.public, published),
    count(w.places.waitingFigure, total['public-waiting']),
    count(w.places.progressFigure, total['public-in-progress']),
    count(w.places.answeredFigure, total['public-answered'], answered),
    {
      name: w.places.rateFigure,
      value: share === null ? '—' : percentText(share),
      unit: share === null ? undefined : '%',
      ground:
        share === null
          ? w.places.rateTooFew
          : w.places.rateGround(countText(total.public), countText(total.replied)),
    },
  ];
}
