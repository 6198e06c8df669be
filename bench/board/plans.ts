import fs from 'node:fs';
import pg from 'pg';
import { recorded } from '../main/plans.ts';
import { askedOfBoard } from '../main/plans-asked.ts';
import { readPlan } from '../main/read-plan.ts';
import type { Board } from './board.ts';

const file = new URL('plans.json', import.meta.url);
/** What is asked most often. */
const hottest = [
  'list of all',
  'list of a province and kind',
  'message page',
  'search, frequent word',
  'home, numbers',
];

/** By query, the steps of each statement that it asks. */
type KeptPlans = Record<string, string[][]>;

/** With fewer messages the database rightly goes other ways. */
const fewest = 1_000_000;

/**
 * The plans of the five hottest queries are those that were looked at and kept, from a board of so many messages on;
 * `PLANS=write` keeps those of today for boards as large as this one. Where two ways cost the same (topics read once or
 * looked up for each row) the size decides.
 */
export async function measureKeptPlans(board: Board): Promise<void> {
  if (board.messages < fewest) return;
  const all = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<number, KeptPlans>;
  const isWriting = process.env['PLANS'] === 'write';
  const from = isWriting ? board.messages : Math.max(...sizesUpTo(board.messages, all));
  const kept = (all[from] ??= {});
  const client = new pg.Client({ connectionString: board.stand.urls.app });
  await client.connect();
  try {
    for (const { name, run } of (await askedOfBoard()).filter((each) => hottest.includes(each.name))) {
      const plans = [];
      for (const { sql, parameters } of await recorded(board.stand.urls.app, run))
        plans.push(await readPlan(client, sql, parameters));
      const nodes = plans.map((plan) => plan.nodes);
      if (isWriting) kept[name] = nodes;
      const isKept = JSON.stringify(kept[name]) === JSON.stringify(nodes);
      board.found({
        name: `${board.size}: plan of ${name}, differences from the kept one`,
        ...{ value: isKept ? 0 : 1, unit: '', limit: null, ratio: null, target: 0, better: 'lower' },
        note: `${plans.map(({ ms, buffers }) => `${ms.toFixed(2)} ms, ${buffers} buffers`).join('; ')}${isKept ? '' : `: ${JSON.stringify(nodes)}`}`,
      });
    }
  } finally {
    await client.end();
  }
  if (isWriting) fs.writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

function sizesUpTo(messages: number, all: Record<number, KeptPlans>): number[] {
  return Object.keys(all)
    .map(Number)
    .filter((size) => size <= messages);
}
