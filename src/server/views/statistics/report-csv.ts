import { csv } from '../../../domain/auditing/csv.ts';
import { rateNames, type Share } from '../../../domain/statistics/rates.ts';
import type { Figures, Report } from './report.ts';

type Cell = string | number;
/** Excel reads a file of UTF-8 as such by this mark alone. */
const byteOrderMark = '\u{feff}';

/** The fields of the file: name, type (Frictionless Table Schema), and what it is. */
export const reportFields: readonly (readonly [name: string, type: string, meaning: string])[] = [
  ['table', 'string', 'whole, the kind of the parts, months, or days'],
  ['id', 'string', 'Code or number of the part, month as 2026-11, or working days'],
  ['name', 'string', 'Its name'],
  [
    'published',
    'integer',
    'Public messages; empty: hidden (one to four, or what would tell them) or not of this row',
  ],
  ['replied', 'integer', 'Those with a final answer'],
  ['late', 'integer', 'Open and past the time told'],
  ...rateNames.flatMap((name) => [
    [`${name.replace('-', '_')}_part`, 'integer', `Part of the ${name} rate`] as const,
    [`${name.replace('-', '_')}_ground`, 'integer', `Ground of the ${name} rate`] as const,
  ]),
  ['median_days', 'integer', 'Working days in which half of the first answers came; 31: 31–60, 61: more'],
  ['ninetieth_days', 'integer', 'Working days in which nine tenths came'],
  ['within_part', 'integer', 'First answers within the working days of the row'],
  ['within_ground', 'integer', 'All first answers'],
  ['received', 'integer', 'Received; of the whole alone'],
  ['adopted', 'integer', 'Suggestions adopted; of the whole alone'],
  ['private', 'integer', 'Kept private; of the country and its months alone'],
];

/** Every table of a statistics page in one, a row for each; what is hidden or does not apply is empty. */
export function reportCsv({ subject, whole, tables, months, days }: Report): string {
  const rows: Cell[][] = [
    reportFields.map(([name]) => name),
    [
      ...['whole', subject.id, subject.name, ...figures(whole)],
      ...[shown(whole.received), shown(whole.adopted), subject.of === 'all' ? shown(whole.private) : ''],
    ],
    ...tables.flatMap(({ of, rows: all }) =>
      all.map((row): Cell[] => [of, row.id, row.name, ...figures(row), '', '', '']),
    ),
    ...months.map(({ month, published, replied, reply, private: kept }): Cell[] => [
      ...['months', month.slice(0, 7), '', shown(published), shown(replied), '', ...share(reply)],
      ...blank(2 * (rateNames.length - 1) + 4 + 2),
      shown(kept ?? null),
    ]),
    ...days.map(({ within, share: came }): Cell[] => [
      ...['days', within, '', ...blank(3 + 2 * rateNames.length + 2), ...share(came), ...blank(3)],
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
