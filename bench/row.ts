/** One measured line. `ratio` is against a limit taken in the same run, because the machine's own speed changes. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What the value is compared with, in the same unit; null where the target is absolute. */
  limit: number | null;
  ratio: number | null;
  /** What ratio (or, without a limit, value) is asked for; null: measured only. */
  target: number | null;
  better: 'higher' | 'lower';
  note?: string;
}

/** Does a row reach its target? Undefined where none is set. */
export function reaches(row: Row): boolean | undefined {
  if (row.target === null) return undefined;
  const measured = row.ratio ?? row.value;
  return row.better === 'higher' ? measured >= row.target : measured <= row.target;
}

/** A row as a line of the printed table. */
export function printRow(row: Row): string {
  const met = reaches(row);
  const figures = [
    row.name.padEnd(58),
    `${round(row.value)} ${row.unit}`.padStart(16),
    row.limit === null ? ''.padStart(16) : `of ${round(row.limit)}`.padStart(16),
    row.ratio === null ? ''.padStart(9) : `${(row.ratio * 100).toFixed(1)} %`.padStart(9),
    row.target === null
      ? ''
      : `${row.better === 'higher' ? '≥' : '≤'} ${row.ratio === null ? row.target : `${(row.target * 100).toFixed(1)} %`}`.padStart(
          9,
        ),
    met === undefined ? '' : met ? 'met' : 'MISSED',
    row.note ?? '',
  ];
  return figures.join('  ').trimEnd();
}

function round(n: number): string {
  return n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(2);
}
