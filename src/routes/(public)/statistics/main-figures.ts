import type { CountedAs } from '#domain/statistics/behind-numbers.ts';
import type { RateName } from '#domain/statistics/rates.ts';
import type { Report } from '#server/views/statistics/report.ts';
import { countText, percentText } from '#ui/numbers.ts';
import { piecesText, shownText } from '#ui/shown-count.ts';
import type { Words } from '#ui/words/words.ts';
import { type Figure, type Ground, wayBehind } from '../figures.ts';
import { behindLink, countedBy } from './behind-links.ts';

/** The big figures of a statistics page, each with its ground and the messages behind it. */
export function mainFigures(report: Report, w: Words): Figure[] {
  const { whole, subject } = report;
  const s = w.statistics;
  const link = (counted?: CountedAs) => behindLink(subject, counted && { counted });
  const count = (name: string, n: number | null, href: string): Figure => ({
    ...{ name, value: shownText(n, w), unit: n === null ? undefined : w.lists.pieces },
    href: wayBehind(n, href),
  });
  return [
    { ...count(s.published, whole.published, link()), ground: besidePublished(report, w) },
    { ...count(s.lateNow, whole.late, link('late')), ground: [{ text: s.lateGround }] },
    rateFigure(report, 'reply', w),
    rateFigure(report, 'solution', w),
    medianFigure(report, w),
  ];
}

// What came in and what is kept private is nobody's to read: those numbers lead nowhere.
function besidePublished({ whole, subject }: Report, w: Words): Ground[] {
  const { publishedGround, adopted } = w.statistics;
  const also =
    subject.of === 'all'
      ? [{ text: publishedGround(piecesText(whole.received, w), piecesText(whole.private, w)) }]
      : [];
  if (whole.adopted === 0) return also;
  const href = wayBehind(whole.adopted, behindLink(subject, { counted: 'adopted' }));
  return [...also, { text: adopted(piecesText(whole.adopted, w)), href }];
}

function rateFigure({ whole, subject }: Report, rate: RateName, w: Words): Figure {
  const s = w.statistics;
  const share = whole.rates[rate];
  if (!share) return { name: s.rate[rate], value: '—', ground: [{ text: s.hidden }] };
  const { part, ground } = countedBy[rate];
  return {
    ...{ name: s.rate[rate], value: percentText(share.part / share.ground), unit: '%' },
    href: wayBehind(share.part, behindLink(subject, { counted: part })),
    ground: [
      {
        text: s.shareOf[rate](countText(share.part), countText(share.ground)),
        href: behindLink(subject, ground && { counted: ground }),
      },
    ],
  };
}

function medianFigure({ whole, subject }: Report, w: Words): Figure {
  const s = w.statistics;
  const { median, ninetieth, timed } = whole;
  if (median === null || ninetieth === null || timed === null)
    return { name: s.median, value: '—', ground: [{ text: s.hidden }] };
  return {
    ...{ name: s.median, value: s.days(median), unit: s.medianUnit },
    ground: [
      {
        text: s.medianGround(s.days(ninetieth), countText(timed)),
        href: behindLink(subject, { counted: 'timed' }),
      },
    ],
  };
}
