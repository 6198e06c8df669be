import { csv } from '../../../domain/auditing/csv.ts';
import { rateNames, type Share } from '../../../domain/statistics/rates.ts';
import type { Figures, Report } from './report.ts';

type Cell = string | number;
/** Excel reads a file of UTF-8 as such by this mark alone. */
const byteOrderMark = '\u{feff}';

const columns = [
  ...['table', 'id', 'name', 'published', 'replied', 'late'],
  ...rateNames.flatMap((name) => [`${name.replace('-', '_')}_part`, `${name.replace('-', '_')}_ground`]),
  ...['median_days', 'ninetieth_days', 'within_part', 'within_ground'],
];

/** Every table of a statistics page in one, a row for each; what is hidden or does not apply is empty. */
export function reportCsv({ subject, whole, tables, months, days }: Report): string {
  const rows: Cell[][] = [
    columns,
    ['whole', subject.id, subject.name, ...figures(whole)],
    ...tables.flatMap(({ of, rows: all }) =>
      all.map((row): Cell[] => [of, row.id, row.name, ...figures(row)]),
    ),
    ...months.map(({ month, published, replied, reply }): Cell[] => [
      ...['months', month.slice(0, 7), '', shown(published), shown(replied), '', ...share(reply)],
      ...blank(2 * (rateNames.length - 1) + 4),
    ]),
    ...days.map(({ within, share: came }): Cell[] => [
      ...['days', within, '', ...blank(3 + 2 * rateNames.length + 2), ...share(came)],
    ]),
  ];
  return byteOrderMark + csv(rows);
}

function figures({ published, replied, late, rates, median, ninetieth }: Figures): Cell[] {
  return [
    ...[shown(published), shown(replied), shown(late)],
    ...rateNames.flatMap((name) => share(rates[name])),
    ...[shown(median), shown(ninetieth), '', ''],
  ];
}

function share(of: Share | null): Cell[] {
  return of ? [of.part, of.ground] : ['', ''];
}

function shown(n: number | null): Cell {
  return n ?? '';
}

function blank(n: number): Cell[] {
  return Array.from({ length: n }, () => '');
}
