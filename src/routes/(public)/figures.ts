import { shownCounts } from '#domain/statistics/hidden-cells.ts';
import { standingCells } from '#domain/statistics/standing-cells.ts';
import { isHidden } from '#domain/circular/unit-figures.ts';
import type { Measure } from '#domain/measures.ts';
import type { Counts, Numbers } from '#server/views/numbers.ts';
import { chinaDay } from '#ui/dates.ts';
import { countText, percentText } from '#ui/numbers.ts';
import { piecesText, shownText } from '#ui/shown-count.ts';
import type { Words } from '#ui/words/words.ts';
import { behindLink, daysOfMonth, type Of } from './statistics/behind-links.ts';

/** What stands below a figure, and the list of messages behind it. */
export interface Ground {
  text: string;
  href?: string | undefined;
}

/** One big figure of a row, as the totals show it. */
export interface Figure {
  name: string;
  value: string;
  unit?: string | undefined;
  /** The list of the messages behind it; left out where it is hidden or counts what nobody may see. */
  href?: string | undefined;
  ground?: readonly Ground[];
}

/** A way to the messages behind a count; none where there is nothing to read or the count is hidden. */
export function wayBehind(n: number | null, href: string): string | undefined {
  return n === null || n === 0 ? undefined : href;
}

/** The figures of a leader, a place or the country, each with its ground and the messages behind it. */
export function figuresOf(
  numbers: Numbers | undefined,
  { w, now, of }: { w: Words; now: Date; of: Of },
): Figure[] {
  const total = numbers?.total;
  const [cells] = total ? standingCells([total]) : [];
  if (!total || !cells) return [];
  const month = `${chinaDay(now).slice(0, 7)}-01`;
  const days = daysOfMonth(month);
  const { published, reply } = cells;
  const replied = reply?.part ?? null;
  const link = (more: Parameters<typeof behindLink>[1] = {}) => behindLink(of, more);
  const count = (name: string, n: number | null, href: string): Figure => ({
    ...{ name, value: shownText(n, w), unit: n === null ? undefined : w.lists.pieces },
    href: wayBehind(n, href),
  });
  const [come, answered] = [monthCount(numbers, 'public', month), monthCount(numbers, 'replied', month)];
  return [
    {
      ...count(w.places.publishedFigure, published, link()),
      ground: [
        { text: w.places.thisMonth(piecesText(come, w)), href: wayBehind(come, link(days)) },
        ...(total.private > 0 ? [{ text: w.places.privately(piecesText(alone(total.private), w)) }] : []),
      ],
    },
    count(w.places.waitingFigure, cells.waiting, link({ status: 'waiting' })),
    count(w.places.progressFigure, cells.progress, link({ status: 'in-progress' })),
    {
      ...count(w.places.answeredFigure, cells.answered, link({ status: 'answered' })),
      ground: [
        {
          text: w.places.answeredThisMonth(piecesText(answered, w)),
          href: wayBehind(answered, link({ ...days, counted: 'replied' })),
        },
        ...adoptedGround(total, w, link({ counted: 'adopted' })),
      ],
    },
    {
      name: w.places.rateFigure,
      value: reply === null ? '—' : percentText(reply.part / reply.ground),
      unit: reply === null ? undefined : '%',
      href: wayBehind(replied, link({ counted: 'replied' })),
      ground:
        reply === null
          ? [{ text: w.places.rateTooFew }]
          : [
              { text: w.places.rateAmong(countText(reply.ground)), href: link() },
              {
                text: w.places.rateReplied(countText(reply.part)),
                href: wayBehind(replied, link({ counted: 'replied' })),
              },
            ],
    },
  ];
}

function adoptedGround({ adopted }: Counts, w: Words, href: string): Ground[] {
  const shown = alone(adopted);
  return adopted > 0 ? [{ text: w.places.adopted(piecesText(shown, w)), href: wayBehind(shown, href) }] : [];
}

// A month is shown as the table of all months shows it.
function monthCount(numbers: Numbers, measure: Measure, month: string): number | null {
  const at = numbers.months.findIndex((each) => each.month === month);
  const shown = shownCounts(numbers.months.map(({ counts }) => counts[measure]));
  return at < 0 ? 0 : (shown[at] ?? null);
}

function alone(n: number): number | null {
  return isHidden(n) ? null : n;
}
