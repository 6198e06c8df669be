import { countMade, type ImportReport } from '../../../domain/import/import-report.ts';
import { place } from '../../../domain/import/placement.ts';
import { readRow, type ReadRow, type SourceRow } from '../../../domain/import/read-row.ts';
import { saveImported, type Progress } from '../../store/import-batch.ts';
import type { ImportedMessage } from '../../store/imported-message.ts';
import { knownRefs } from '../../store/import-run.ts';
import { composeMessage, type Composed, type Composing, refOf } from './compose-message.ts';
import { makeRegions } from './make-regions.ts';

/** An import under way: what it places by, how far it is, and which ids of the file it has met on which line. */
export interface UnderWay {
  importId: number;
  by: Composing;
  progress: Progress;
  lineOf: Map<string, number>;
}

/** Imports one batch of rows: every row becomes a message, is there already, or is refused with its reason; all of it and the progress in one transaction. */
export async function importBatch(rows: readonly SourceRow[], run: UnderWay): Promise<void> {
  const report = structuredClone(run.progress.report);
  const refuse = (row: { line: number; id?: string }, reason: string): void => {
    report.refused.push({ line: row.line, id: row.id ?? '', reason });
  };
  report.rows += rows.length;
  const fresh = await freshRows(rows, run, { report, refuse });
  const regions = await placeRegions(fresh, run, report);
  const composed: Composed[] = [];
  const rowOf = new Map<ImportedMessage, ReadRow>();
  for (const row of fresh) {
    const region = regions.get(row);
    const made = region
      ? composeMessage(row, region, run.by)
      : { fault: 'no rule for region gives a place of the directory' };
    if ('fault' in made) refuse(row, made.fault);
    else {
      composed.push(made);
      rowOf.set(made.message, row);
    }
  }
  run.progress = await saveImported(
    composed.map(({ message }) => message),
    { importId: run.importId, now: run.by.now },
    (failed) => {
      for (const [message, reason] of failed) refuse(rowOf.get(message) as ReadRow, reason);
      for (const { message, counts } of composed) if (!failed.has(message)) countMade(report, counts);
      report.refused.sort((a, b) => a.line - b.line);
      return { nextRow: run.progress.nextRow + rows.length, report };
    },
  );
}

/** Remembers the ids of rows that an earlier run has dealt with; a second row with the same id is refused again all the same. */
export function passRow(row: SourceRow, run: UnderWay): void {
  const read = readRow(row, run.by.map, run.by.now);
  if (!('fault' in read) && !run.lineOf.has(read.id)) run.lineOf.set(read.id, read.line);
}

interface Counting {
  report: ImportReport;
  refuse(row: { line: number; id?: string }, reason: string): void;
}

async function freshRows(
  rows: readonly SourceRow[],
  run: UnderWay,
  { report, refuse }: Counting,
): Promise<ReadRow[]> {
  const { map, now } = run.by;
  const read: ReadRow[] = [];
  for (const source of rows) {
    const row = readRow(source, map, now);
    if ('fault' in row) {
      refuse(
        { line: source.line, id: 'cells' in source ? (source.cells[map.columns.id] ?? '').trim() : '' },
        row.fault,
      );
      continue;
    }
    const earlier = run.lineOf.get(row.id);
    if (earlier === undefined) {
      run.lineOf.set(row.id, row.line);
      read.push(row);
    } else refuse(row, `the same ${map.columns.id} stands on line ${earlier}`);
  }
  const known = await knownRefs(read.map((row) => refOf(map, row.id)));
  const fresh = read.filter((row) => !known.has(refOf(map, row.id)));
  report.alreadyThere += read.length - fresh.length;
  return fresh;
}

// Where rows belong is decided before any is saved, so that all regions they name are made at once.
async function placeRegions(
  rows: readonly ReadRow[],
  run: UnderWay,
  report: ImportReport,
): Promise<Map<ReadRow, { code: string; rule: string }>> {
  const { map } = run.by;
  const missing = new Set<string>();
  const acceptable = (given: string): string | undefined => {
    const { directory } = run.by;
    const there = directory.regionOf(given);
    if (there) return there.code;
    if (!map.makeRegions || !directory.mayMake(given)) return undefined;
    missing.add(given);
    return given;
  };
  const placed = rows.map((row) => ({ row, region: place(map.region, row.cells, acceptable) }));
  if (missing.size > 0) {
    const { made, directory } = await makeRegions([...missing], map.name, run.by.now);
    run.by = { ...run.by, directory };
    report.regionsMade += made;
  }
  return new Map(
    placed.flatMap(({ row, region }) => {
      const code = region && run.by.directory.regionOf(region.value)?.code;
      return code === undefined ? [] : [[row, { code, rule: region?.rule ?? '' }] as const];
    }),
  );
}
