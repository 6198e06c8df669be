import type { ImportMap } from '../../../domain/import/import-map.ts';
import type { ImportReport } from '../../../domain/import/import-report.ts';
import type { SourceRow } from '../../../domain/import/read-row.ts';
import { app } from '../../store/db.ts';
import { sha256 } from '../../store/envelope.ts';
import { readImportDirectory } from '../../store/import-directory.ts';
import { finishRun, holdImports, openRun } from '../../store/import-run.ts';
import { knownCalendar } from '../../store/known-calendar.ts';
import { indexDirectory } from './directory-index.ts';
import { importBatch, passRow, type UnderWay } from './import-batch.ts';

/** A file that was looked through: its name, a digest of its bytes, and its rows one after the other. */
export interface ImportSource {
  name: string;
  digest: Buffer;
  rows: AsyncIterable<SourceRow>;
}

/** How a file is to be imported. */
export interface ImportOrder {
  map: ImportMap;
  /** The map as it was written: with another map the same file is another import. */
  mapText: string;
  open: boolean;
  now: Date;
  /** Told after every batch. */
  onProgress?: (progress: { rows: number; resumedAt: number }) => void;
}

/** What became of a file; `resumedAt`: how many rows an earlier, broken run had dealt with. */
export interface Imported {
  report: ImportReport;
  resumedAt: number;
}

const batchSize = 200;
/** With so many rows refused, the map is wrong rather than the rows. */
const mostRefused = 10_000;

/** Imports a file of earlier messages. Broken off at any moment and started again it goes on where it was; run twice it makes nothing twice. */
export async function importMessages(source: ImportSource, order: ImportOrder): Promise<Imported> {
  const letGo = await holdImports();
  try {
    const digest = sha256(source.digest, order.mapText, order.open ? 'open' : 'closed');
    const { id, nextRow, report, resumed } = await openRun({ digest, fileName: source.name, now: order.now });
    const run: UnderWay = {
      importId: id,
      by: await composing(order),
      progress: { nextRow, report },
      lineOf: new Map(),
    };
    const resumedAt = resumed ? nextRow : 0;
    const tell = (): void => order.onProgress?.({ rows: run.progress.nextRow, resumedAt });
    tell();
    for await (const batch of batches(source.rows, run)) {
      await importBatch(batch, run);
      tell();
      if (run.progress.report.refused.length > mostRefused) throw new TooManyRefused(run.progress.report);
    }
    await finishRun(id);
    return { report: run.progress.report, resumedAt };
  } finally {
    await letGo();
  }
}

/** The import stopped, since nearly nothing of the file fits the map. */
export class TooManyRefused extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    const [first] = report.refused;
    super(
      `Stopped: more than ${mostRefused} rows refused; the first: line ${first?.line}, ${first?.reason}. Is this the map for the file?`,
    );
    this.name = 'TooManyRefused';
    this.report = report;
  }
}

async function composing({ map, open, now }: ImportOrder): Promise<UnderWay['by']> {
  const directory = indexDirectory(await readImportDirectory(app()));
  return { map, open, now, directory, calendar: await knownCalendar(now) };
}

async function* batches(rows: AsyncIterable<SourceRow>, run: UnderWay): AsyncIterable<SourceRow[]> {
  const first = run.progress.nextRow;
  let batch: SourceRow[] = [];
  let at = 0;
  for await (const row of rows) {
    if (at++ < first) {
      passRow(row, run);
      continue;
    }
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
