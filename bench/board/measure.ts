import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measureAcceptRate } from '../main/accepting.ts';
import type { Row } from '../row.ts';
import { openStand } from '../stand.ts';
import type { Board } from './board.ts';
import { measureDisk } from './disk.ts';
import { fillTexts } from './fill.ts';
import { measureLists } from './lists.ts';
import { measurePages } from './pages.ts';
import { measureKeptPlans } from './plans.ts';
import { measureRecall } from './recall.ts';
import { measurePlanted, measureSearches } from './searches.ts';
import { measureStatistics } from './statistics.ts';

/** Beside what the board takes, there must be room for the log of the database and for sorting. */
const spare = 1.4;
/** What a message takes where none was measured before. */
const usualBytes = 9216;
const smallestLarge = 4_000_000;

/**
 * The public board at 100,000, a million and ten million messages, or as many as fit on the disk. `BOARD_SIZES` names
 * others, `BOARD_FOLDER` a folder in which the boards stay filled.
 */
export async function measure(found: (row: Row) => void): Promise<void> {
  const sizes = (process.env['BOARD_SIZES'] ?? '100000,1000000,10000000').split(',').map(Number);
  const smallest = new Map<string, number>();
  let bytes = usualBytes;
  for (const wanted of sizes) {
    const messages = fitting(wanted, bytes);
    const isSmallest = smallest.size === 0;
    const onSmallest = (name: string, value: number) =>
      isSmallest ? void smallest.set(name, value) : smallest.get(name);
    bytes = await measureBoard(messages, { found, onSmallest, isSmallest });
  }
}

/** So many messages, or fewer if the disk has no room for them. */
function fitting(wanted: number, bytes: number): number {
  const folder = process.env['BOARD_FOLDER'] ?? os.tmpdir();
  if (process.env['BOARD_FOLDER'] && fs.existsSync(path.join(folder, String(wanted)))) return wanted;
  const { bavail, bsize } = fs.statfsSync(fs.existsSync(folder) ? folder : path.dirname(folder));
  const free = bavail * bsize;
  const fits = Math.floor(free / spare / bytes / 100_000) * 100_000;
  const gb = (n: number) => (n / 1e9).toFixed(1);
  say(
    `${gb(free)} GB free; ${wanted.toLocaleString('en')} messages at ${bytes.toFixed(0)} B need ${gb(wanted * bytes * spare)} GB`,
  );
  if (wanted <= fits) return wanted;
  if (fits < Math.min(wanted, smallestLarge))
    throw new Error(`There is no room for ${Math.min(wanted, smallestLarge)} messages.`);
  say(`the largest board that fits: ${fits.toLocaleString('en')} messages`);
  return fits;
}

async function measureBoard(
  messages: number,
  { isSmallest, ...told }: Pick<Board, 'found' | 'onSmallest'> & { isSmallest: boolean },
): Promise<number> {
  const kept = process.env['BOARD_FOLDER'];
  const stand = await openStand({ worker: false, kept: kept && path.join(kept, String(messages)) });
  try {
    const size = messages >= 1_000_000 ? `${messages / 1_000_000} M` : `${messages / 1000} k`;
    const board: Board = { stand, messages, size, ...told };
    const begun = performance.now();
    await fillTexts(stand.urls.owner, messages, say);
    board.found({
      name: `${size}: board filled`,
      ...{ value: (performance.now() - begun) / 60_000, unit: 'min', limit: null, ratio: null },
      ...{ target: messages > 1_000_000 ? (120 * messages) / 10_000_000 : null, better: 'lower' },
    });
    const bytes = await measureDisk(board);
    await measureLists(board);
    await measureSearches(board);
    await measurePlanted(board);
    if (isSmallest) await measureRecall(board);
    await measureStatistics(board);
    await measureKeptPlans(board);
    await measurePages(board);
    const { perSecond, note } = await measureAcceptRate(stand);
    const first = board.onSmallest('accepting', perSecond);
    const compared =
      first === undefined
        ? { limit: null, ratio: null, target: null }
        : { limit: first, ratio: perSecond / first, target: 0.9 };
    const taken = { name: `${size}: messages accepted over HTTP`, value: perSecond, unit: '/s', note };
    board.found({ ...taken, ...compared, better: 'higher' });
    return bytes;
  } finally {
    await stand.close();
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
