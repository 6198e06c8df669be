import type { Share } from '#domain/statistics/rates.ts';
import type { Report } from '#server/views/statistics/report.ts';
import { countText, percentText } from '#ui/numbers.ts';
import type { Words } from '#ui/words/words.ts';
import type { Figure } from '../figures.ts';

/** The big figures of a statistics page, each with its ground. */
export function mainFigures({ whole, subject }: Report, w: Words): Figure[] {
  const s = w.statistics;
  const shown = (n: number | null) => (n === null ? s.hidden : countText(n));
  const pieces = (n: number | null) => (n === null ? undefined : w.lists.pieces);
  // What is hidden says itself of what it is fewer.
  const counted = (n: number | null) => shown(n) + (pieces(n) ?? '');
  const rate = (
    name: string,
    share: Share | null,
    ground: (part: string, all: string) => string,
  ): Figure => ({
    name,
    value: share ? percentText(share.part / share.ground) : '—',
    unit: share ? '%' : undefined,
    ground: share ? ground(countText(share.part), countText(share.ground)) : s.hidden,
  });
  const also = [
    ...(subject.of === 'all' ? [s.publishedGround(counted(whole.received), counted(whole.private))] : []),
    ...(whole.adopted === 0 ? [] : [s.adopted(counted(whole.adopted))]),
  ].join(w.lang === 'zh' ? '，' : ', ');
  const timed = whole.median !== null && whole.ninetieth !== null && whole.timed !== null;
  return [
    {
      name: s.published,
      value: shown(whole.published),
      unit: pieces(whole.published),
      ground: also || undefined,
    },
    { name: s.lateNow, value: shown(whole.late), unit: pieces(whole.late), ground: s.lateGround },
    rate(s.rate.reply, whole.rates.reply, s.of),
    rate(s.rate.solution, whole.rates.solution, s.ofPeople),
    {
      name: s.median,
      value: timed ? s.days(whole.median ?? 0) : '—',
      unit: timed ? s.medianUnit : undefined,
      ground: timed ? s.medianGround(s.days(whole.ninetieth ?? 0), countText(whole.timed ?? 0)) : s.hidden,
    },
  ];
}
