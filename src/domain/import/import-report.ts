/** The facts of a message that rules of a map decide. */
export const placedFacts = ['region', 'leader', 'kind', 'topic', 'unit'] as const;
export type PlacedFact = (typeof placedFacts)[number];

/** A row that became no message, and why. */
export interface RefusedRow {
  line: number;
  id: string;
  reason: string;
}

/** What became of the rows of a file; kept with the import, so that it goes on where a killed one stopped. */
export interface ImportReport {
  /** Every row is one of the three that follow. */
  rows: number;
  made: number;
  alreadyThere: number;
  refused: RefusedRow[];
  answered: number;
  archived: number;
  open: number;
  overLimits: number;
  normalised: number;
  /** Rows in which numbers of persons were taken out of the public text, and how many numbers. */
  maskedRows: number;
  maskedNumbers: number;
  /** Replies that bear an earlier date than their message; kept as they are. */
  repliesBeforeMessage: number;
  /** Regions that the map named and the directory did not have. */
  regionsMade: number;
  /** How many messages each rule placed, by its name. */
  placed: Record<PlacedFact, Record<string, number>>;
  /** What has no place in a message, by its word: rows that had it, and its sum where it is numbers. */
  leftOut: Record<string, { rows: number; sum: number | null }>;
}

/** The report of an import that has not begun. */
export function emptyReport(): ImportReport {
  return {
    ...{ rows: 0, made: 0, alreadyThere: 0, refused: [], answered: 0, archived: 0, open: 0 },
    ...{
      overLimits: 0,
      normalised: 0,
      maskedRows: 0,
      maskedNumbers: 0,
      repliesBeforeMessage: 0,
      regionsMade: 0,
    },
    placed: { region: {}, leader: {}, kind: {}, topic: {}, unit: {} },
    leftOut: {},
  };
}

/** What a made message adds to the report. */
export interface Counts {
  standing: 'answered' | 'archived' | 'open';
  overLimits: boolean;
  normalised: boolean;
  masked: number;
  replyBeforeMessage: boolean;
  rules: Record<PlacedFact, string | null>;
  /** Cells that were left out, by the word of the map. */
  leftOut: Readonly<Record<string, string>>;
}

/** Adds a made message to a report. */
export function countMade(report: ImportReport, counts: Counts): void {
  report.made += 1;
  report[counts.standing] += 1;
  report.overLimits += Number(counts.overLimits);
  report.normalised += Number(counts.normalised);
  report.maskedRows += Number(counts.masked > 0);
  report.maskedNumbers += counts.masked;
  report.repliesBeforeMessage += Number(counts.replyBeforeMessage);
  for (const fact of placedFacts) {
    const rule = counts.rules[fact];
    if (rule !== null) report.placed[fact][rule] = (report.placed[fact][rule] ?? 0) + 1;
  }
  for (const [word, cell] of Object.entries(counts.leftOut)) countLeftOut(report, word, cell.trim());
}

function countLeftOut(report: ImportReport, word: string, cell: string): void {
  if (cell === '') return;
  const before = report.leftOut[word] ?? { rows: 0, sum: 0 };
  const isNumber = /^-?\d+(\.\d+)?$/.test(cell);
  const sum = isNumber && before.sum !== null ? before.sum + Number(cell) : null;
  report.leftOut[word] = { rows: before.rows + 1, sum };
}
