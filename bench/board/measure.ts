import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Row } from '../row.ts';
import { openStand } from '../stand.ts';
import type { Board } from './board.ts';
import { type KeptBoard, measureByTurns } from './by-turns.ts';
import { measureDisk } from './disk.ts';
import { fillTexts, minutesFilling } from './fill.ts';
import { measureLists } from './lists.ts';
import { measurePages } from './pages.ts';
import { measureKeptPlans } from './plans.ts';
import { measureRecall } from './recall.ts';
import { measurePlanted, measureSearches } from './searches.ts';

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
  const keptIn = process.env['BOARD_FOLDER'];
  const below = keptIn ?? fs.mkdtempSync(path.join(os.tmpdir(), 'huiyin-boards-'));
  try {
    const boards: KeptBoard[] = [];
    let bytes = usualBytes;
    for (const wanted of sizes) {
      const messages = fitting(below, wanted, bytes);
      const size = messages >= 1_000_000 ? `${messages / 1_000_000} M` : `${messages / 1000} k`;
      const board = { messages, size, folder: path.join(below, String(messages)) };
      bytes = await measureBoard(board, found, boards.length === 0);
      boards.push(board);
    }
    await measureByTurns(boards, found);
  } finally {
    if (!keptIn) fs.rmSync(below, { recursive: true, force: true });
  }
}

/** So many messages, or fewer if the disk has no room for them. */
function fitting(below: string, wanted: number, bytes: number): number {
  if (fs.existsSync(path.join(below, String(wanted)))) return wanted;
  const { bavail, bsize } = fs.statfsSync(fs.existsSync(below) ? below : path.dirname(below));
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
  { messages, size, folder }: KeptBoard,
  found: (row: Row) => void,
  isSmallest: boolean,
): Promise<number> {
  const stand = await openStand({ worker: false, kept: folder });
  try {
    const board: Board = { stand, messages, size, found };
    await fillTexts(stand.urls.owner, messages, say);
    board.found({
      name: `${size}: board filled, from beginning to end`,
      ...{ value: await minutesFilling(stand.urls.owner), unit: 'min', limit: null, ratio: null },
      ...{ target: messages > 1_000_000 ? (120 * messages) / 10_000_000 : null, better: 'lower' },
    });
    const bytes = await measureDisk(board);
    await measureLists(board);
    await measureSearches(board);
    await measurePlanted(board);
    if (isSmallest) await measureRecall(board);
    await measureKeptPlans(board);
    await measurePages(board);
    return bytes;
  } finally {
    await stand.close();
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
