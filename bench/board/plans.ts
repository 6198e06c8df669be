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

/** With fewer messages the database rightly goes other ways. */
const fewest = 1_000_000;

/**
 * The plans of the five hottest queries are among those that were looked at and kept; `PLANS=write` keeps those of today
 * beside them. There may be several, since where two ways cost the same (a topic hashed or looked up) a board's size decides.
 */
export async function measureKeptPlans(board: Board): Promise<void> {
  if (board.messages < fewest) return;
  const kept = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string[][][]>;
  const client = new pg.Client({ connectionString: board.stand.urls.app });
  await client.connect();
  try {
    for (const { name, run } of (await askedOfBoard()).filter((each) => hottest.includes(each.name))) {
      const plans = [];
      for (const { sql, parameters } of await recorded(board.stand.urls.app, run))
        plans.push(await readPlan(client, sql, parameters));
      const nodes = plans.map((plan) => plan.nodes);
      const isSame = (each: string[][]) => JSON.stringify(each) === JSON.stringify(nodes);
      const known = (kept[name] ??= []);
      if (process.env['PLANS'] === 'write' && !known.some(isSame)) known.push(nodes);
      const isKept = known.some(isSame);
      board.found({
        name: `${board.size}: plan of ${name}, differences from those kept`,
        ...{ value: isKept ? 0 : 1, unit: '', limit: null, ratio: null, target: 0, better: 'lower' },
        note: `${plans.map(({ ms, buffers }) => `${ms.toFixed(2)} ms, ${buffers} buffers`).join('; ')}${isKept ? '' : `: ${JSON.stringify(nodes)}`}`,
      });
    }
  } finally {
    await client.end();
  }
  if (process.env['PLANS'] === 'write') fs.writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}
