import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { headerFaults } from '../domain/import/header-faults.ts';
import type { ImportReport } from '../domain/import/import-report.ts';
import { openHouse } from '../open-house.ts';
import { now } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { type Imported, importMessages, TooManyRefused } from '../server/life/import/import-messages.ts';
import { readyDirectory } from '../server/life/directory/ready-directory.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { reportText, type RunFacts } from './import/print-report.ts';
import { readCsv, surveyCsv, type Survey } from './import/read-csv.ts';
import { readMap, type WrittenMap } from './import/read-map.ts';
import { progressLine } from './import/show-progress.ts';
import { examineFile, type SourceFile } from './import/source-file.ts';

// npm run import -- FILE.csv --map MAP.json [--open] [--report FILE]: takes in messages of an earlier board.
const usage = `npm run import -- FILE.csv --map MAP.json [--open] [--report FILE]
  --map MAP.json  how the columns become messages (docs/importing.md)
  --open          messages without a reply stay open: they go to their office, with a promise from today
  --report FILE   writes the report as JSON, with every refused row
`;

interface Order {
  file: string;
  map: string;
  open: boolean;
  report: string | undefined;
}

try {
  const order = readOrder();
  const written = readMap(order.map);
  const file = await examineFile(order.file);
  const survey = await surveyCsv(file, written.map.delimiter);
  const faults = headerFaults(written.map, survey.header);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  await inHouse(() => bringIn(order, { written, file, survey }));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readOrder(): Order {
  const options = { map: { type: 'string' }, open: { type: 'boolean' }, report: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0 || !values.map) throw new Error('Give one file and its map.');
    const report = values.report === undefined ? undefined : path.resolve(values.report);
    return { file: path.resolve(file), map: path.resolve(values.map), open: values.open ?? false, report };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

async function inHouse(work: () => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const leave = await openHouse({ ...config, database: database.urls });
    try {
      await readyDirectory(now());
      await work();
    } finally {
      await leave();
    }
  } finally {
    await database.close();
  }
}

async function bringIn(
  order: Order,
  given: { written: WrittenMap; file: SourceFile; survey: Survey },
): Promise<void> {
  const { written, file, survey } = given;
  const startedAt = performance.now();
  const progress = progressLine(survey.rows, () => performance.now());
  const finish = ({ report, resumedAt }: Imported): void => {
    progress.end();
    const seconds = (performance.now() - startedAt) / 1000;
    const run = {
      file: path.basename(order.file),
      map: written.map.name,
      encoding: file.encoding,
      seconds,
      resumedAt,
    };
    tell(order, report, run);
  };
  try {
    const source = {
      name: path.basename(order.file),
      digest: file.digest,
      rows: readCsv(file, written.map.delimiter),
    };
    const { map, text: mapText } = written;
    const onProgress = ({ rows, resumedAt }: { rows: number; resumedAt: number }): void =>
      progress.show(rows, resumedAt);
    finish(await importMessages(source, { map, mapText, open: order.open, now: now(), onProgress }));
  } catch (error) {
    if (error instanceof TooManyRefused) finish({ report: error.report, resumedAt: 0 });
    throw error;
  }
}

function tell(order: Order, report: ImportReport, run: RunFacts): void {
  process.stdout.write(reportText(report, run));
  if (!order.report) return;
  fs.writeFileSync(order.report, `${JSON.stringify({ ...run, ...report }, null, 2)}\n`);
  process.stdout.write(`The whole report: ${order.report}\n`);
}
