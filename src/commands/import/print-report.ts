import { type ImportReport, placedFacts } from '../../domain/import/import-report.ts';

/** How a run went, apart from what became of the rows. */
export interface RunFacts {
  file: string;
  map: string;
  encoding: string;
  seconds: number;
  resumedAt: number;
}

/** So many refused rows are printed; the report file has them all. */
const mostPrinted = 20;

/** The report as a table for a person. */
export function reportText(report: ImportReport, run: RunFacts): string {
  const dealtWith = report.rows - run.resumedAt;
  const speed = run.seconds > 0 ? Math.round(dealtWith / run.seconds) : dealtWith;
  return [
    `Imported ${run.file} (${run.encoding}) by the map ${run.map}`,
    ...(run.resumedAt > 0
      ? [`Went on at row ${run.resumedAt + 1}, where an earlier run broke off; the counts are of both.`]
      : []),
    row('rows in', report.rows),
    row('= new messages', report.made),
    row('+ already there', report.alreadyThere),
    row('+ refused', report.refused.length),
    '',
    row('answered, closed', report.answered),
    row('archived', report.archived),
    row('open', report.open),
    row('beyond today’s limits, kept whole', report.overLimits),
    row('blanks and codes made plain', report.normalised),
    row('rows with numbers of persons taken out', report.maskedRows, `${report.maskedNumbers} numbers`),
    row('replies dated before their message', report.repliesBeforeMessage),
    row('regions made', report.regionsMade),
    ...leftOutLines(report),
    ...placedFacts.flatMap((fact) => placedLines(fact, report.placed[fact])),
    ...refusedLines(report),
    '',
    `${run.seconds.toFixed(1)} s, ${speed} rows/s`,
    '',
  ].join('\n');
}

function row(name: string, count: number, more?: string): string {
  return `  ${name.padEnd(42)}${String(count).padStart(8)}${more === undefined ? '' : `  (${more})`}`;
}

function leftOutLines({ leftOut }: ImportReport): string[] {
  return Object.entries(leftOut).map(([word, { rows, sum }]) =>
    sum === null
      ? row(`not imported: ${word}`, rows, 'cells')
      : row(`not imported: ${word}`, sum, `in ${rows} rows`),
  );
}

function placedLines(fact: string, rules: Readonly<Record<string, number>>): string[] {
  const byCount = Object.entries(rules).toSorted(([, a], [, b]) => b - a);
  return byCount.length === 0
    ? []
    : ['', `${fact} placed by`, ...byCount.map(([rule, count]) => `${String(count).padStart(8)}  ${rule}`)];
}

function refusedLines({ refused }: ImportReport): string[] {
  if (refused.length === 0) return [];
  const printed = refused
    .slice(0, mostPrinted)
    .map(({ line, id, reason }) => `  line ${line}${id ? ` (${id})` : ''}: ${reason}`);
  const more = refused.length - printed.length;
  return [
    '',
    'Refused',
    ...printed,
    ...(more > 0 ? [`  … and ${more} more: --report FILE has them all`] : []),
  ];
}
